package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transport whose results cannot be true loses nothing, and is named. */
class PublishedRulesTest {

  private final List<Published> results = new ArrayList<>();
  private final EventPublisher transport =
      (tenant, events) -> results.isEmpty() ? new Published.All(events.size()) : results.remove(0);
  private final Rig rig =
      new Rig(
          fakes -> binder -> binder.bind(EventPublisher.class).toInstance(transport),
          "SOMABRAIN_MEMORY_WRITE_MODE",
          "fast_ack");

  @ParameterizedTest
  @CsvSource({"3, false", "-1, false", "2, true"})
  void aResultThatCannotBeTrueIsNamedAndMarksNothing(int taken, boolean isRefused) {
    rig.remember("one", "1");
    rig.remember("two", "2");
    results.add(isRefused ? new Published.Refused(taken, "too large") : new Published.All(taken));

    assertThatThrownBy(rig::relay)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("publish() was offered 2 events and returned")
        .hasMessageContaining("acknowledged=" + taken);

    assertThat(refusal().reason()).contains("was offered 2 events");
    assertThat(rig.outbox().events()).hasSize(2);
    assertThat(rig.relay()).isEqualTo(RelayStep.DONE);
  }

  @Test
  void fewerThanAllAreOfferedAgainAndToldToOperators() {
    rig.remember("one", "1");
    results.add(new Published.All(0));

    assertThat(rig.relay().pause()).isEqualTo(Duration.ofSeconds(1));

    assertThat(refusal().reason()).isEqualTo("it took 0 of 1 events and gave no reason");
    assertThat(rig.relay()).isEqualTo(RelayStep.DONE);
  }

  private TransportRefusal refusal() {
    return rig.get(TransportWatch.class).refusal(TENANT).orElseThrow();
  }
}
