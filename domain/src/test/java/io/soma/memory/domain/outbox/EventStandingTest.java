package io.soma.memory.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStandingTest {

  // The last two columns: by an operator's replay, and by a forced one.
  @ParameterizedTest
  @CsvSource({
    "PENDING, false, false, true,  false, false",
    "PENDING, false, true,  true,  false, false",
    "SENT,    false, false, true,  true,  true",
    "SENT,    false, true,  true,  true,  true",
    "SENT,    true,  false, false, false, true",
    "SENT,    true,  true,  false, false, true",
    "FAILED,  false, false, false, true,  true",
    "FAILED,  false, true,  false, false, true"
  })
  void saysWhetherAReplayMayRequeueIt(
      EventStatus status,
      boolean confirmed,
      boolean overtaken,
      boolean unconfirmed,
      boolean replayed,
      boolean forced) {
    EventStanding standing =
        new EventStanding(
            new EventId(7),
            new TenantId("tenant"),
            new OrderingKey("0.1,0.2,0.3"),
            status,
            confirmed,
            overtaken);

    assertThat(standing.isUnconfirmed()).isEqualTo(unconfirmed);
    assertThat(standing.mayBeRequeued(false)).isEqualTo(replayed);
    assertThat(standing.mayBeRequeued(true)).isEqualTo(forced);
  }
}
