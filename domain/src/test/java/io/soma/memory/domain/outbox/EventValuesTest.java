package io.soma.memory.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValuesTest {

  private static final TenantId TENANT = new TenantId("tenant");

  @Test
  void idsAreInTheOrderOfTheirNumbers() {
    assertThat(List.of(new EventId(10), new EventId(9), new EventId(-1)).stream().sorted())
        .containsExactly(new EventId(-1), new EventId(9), new EventId(10));
    assertThat(new EventId(10)).hasToString("10");
  }

  @Test
  void anIdentityShowsItsUuid() {
    UUID uuid = new UUID(1, 2);

    assertThat(new OutboxIdentity(uuid)).hasToString(uuid.toString());
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void aStatusIsFoundByItsName(EventStatus status) {
    assertThat(EventStatus.ofWireName(status.wireName())).isEqualTo(status);
    assertThat(status.wireName()).isLowerCase();
  }

  @Test
  void anUnknownStatusIsRefused() {
    assertThatThrownBy(() -> EventStatus.ofWireName("PENDING"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the status is pending, sent or failed, not PENDING");
  }

  @Test
  void theTotalIsTheSum() {
    assertThat(new TenantCounts(TENANT, 1, 20, 300).total()).isEqualTo(321);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void aSelectionTakesLimitsFrom1To1000(int limit) {
    assertThat(new EventSelection(TENANT, EventStatus.SENT, null, null, limit).limit())
        .isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void aSelectionRefusesOtherLimits(int limit) {
    assertThatThrownBy(() -> new EventSelection(TENANT, EventStatus.SENT, null, null, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit must be from 1 to 1000, but is " + limit);
  }
}
