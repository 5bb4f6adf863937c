package io.soma.memory.app.usecase.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class RefusedPlacesTest {

  private final RefusedPlaces places = new RefusedPlaces(2);

  @Test
  void noMoreTenantsEnterThanThereArePlaces() {
    assertThat(places.enter(tenant("a"), 1)).isTrue();
    assertThat(places.enter(tenant("b"), 1)).isTrue();
    assertThat(places.enter(tenant("c"), 1)).isFalse();
  }

  @Test
  void placeThatIsGivenUpGoesToTheOneThatWaits() {
    fill();
    assertThat(places.enter(tenant("c"), 1)).isFalse();

    assertThat(places.leave()).isEqualTo(tenant("c"));
    // It has been handed on, and is not free.
    assertThat(places.enter(tenant("d"), 1)).isFalse();
  }

  @Test
  void placeThatNoneWaitsForIsFreeAgain() {
    fill();

    assertThat(places.leave()).isNull();
    assertThat(places.enter(tenant("c"), 1)).isTrue();
    assertThat(places.enter(tenant("d"), 1)).isFalse();
  }

  @Test
  void tenantWithFewRefusalsGoesBeforeThoseWithMany() {
    fill();
    places.enter(tenant("hour"), 60);
    places.enter(tenant("seconds"), 2);
    places.enter(tenant("once"), 1);

    assertThat(places.leave()).isEqualTo(tenant("once"));
    assertThat(places.leave()).isEqualTo(tenant("seconds"));
    assertThat(places.leave()).isEqualTo(tenant("hour"));
  }

  @Test
  void tenantsWithManyRefusalsGoInTheOrderInWhichTheyCame() {
    fill();
    places.enter(tenant("first"), 600);
    places.enter(tenant("second"), 60);
    places.enter(tenant("third"), 7);

    assertThat(places.leave()).isEqualTo(tenant("first"));
    assertThat(places.leave()).isEqualTo(tenant("second"));
    assertThat(places.leave()).isEqualTo(tenant("third"));
  }

  @Test
  void withoutAPlaceNoneWouldEverBeTriedAgain() {
    assertThatThrownBy(() -> new RefusedPlaces(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private void fill() {
    places.enter(tenant("a"), 1);
    places.enter(tenant("b"), 1);
  }

  private static TenantId tenant(String name) {
    return new TenantId(name);
  }
}
