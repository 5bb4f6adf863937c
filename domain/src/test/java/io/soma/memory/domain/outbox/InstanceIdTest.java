package io.soma.memory.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InstanceIdTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void theOlderComesFirst() {
    InstanceId older = InstanceId.of(true, START, UUID.randomUUID());
    InstanceId newer = InstanceId.of(true, START.plusMillis(1), UUID.randomUUID());

    assertThat(older).isLessThan(newer);
    assertThat(newer).isGreaterThan(older);
  }

  @Test
  void oneWhoseMetricsAreReadComesBeforeAnOlderOne() {
    InstanceId older = InstanceId.of(false, START, UUID.randomUUID());
    InstanceId newer =
        InstanceId.of(true, Instant.parse("2400-01-01T00:00:00Z"), UUID.randomUUID());

    assertThat(newer).isLessThan(older);
  }

  @Test
  void twoOfOneTimeAreNotTheSame() {
    InstanceId one = InstanceId.of(true, START, UUID.randomUUID());
    InstanceId two = InstanceId.of(true, START, UUID.randomUUID());

    assertThat(one).isNotEqualTo(two);
    assertThat(one.compareTo(two)).isEqualTo(-two.compareTo(one)).isNotZero();
    assertThat(one).isEqualByComparingTo(new InstanceId(one.value()));
  }

  @Test
  void theOrderIsThatOfTheText() {
    InstanceId high = new InstanceId(UUID.fromString("ffffffff-ffff-8fff-bfff-ffffffffffff"));
    InstanceId low = new InstanceId(UUID.fromString("00000000-0000-8000-8000-000000000000"));

    assertThat(low).isLessThan(high);
    assertThat(InstanceId.of(false, START, UUID.randomUUID()).value().version()).isEqualTo(8);
    assertThat(InstanceId.of(false, START, UUID.randomUUID()).value().variant()).isEqualTo(2);
  }
}
