package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two services share the work of one outbox and one broker, and one of them is killed while the
 * memory service has taken a write of each tenant and its answer is still on the way.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGKILL")
class KilledServiceOverKafkaTest {

  private static final int STEP = 200;

  @TempDir private Path temporary;

  @Test
  void theyShareTheWorkAndTheOtherTakesOverWithoutLossOrRepetition() throws Exception {
    try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.childProcess();
        TwoServices services =
            TwoServices.start(
                temporary,
                Map.of(
                    "SOMABRAIN_KAFKA_URL",
                    broker.bootstrapServers(),
                    "SOMABRAIN_MEMORY_WRITE_MODE",
                    "fast_ack"))) {
      SharedWork work = new SharedWork(services);
      Callers callers = Callers.alternating(services);
      TwoServices.await("some is acknowledged", () -> callers.acknowledged() >= STEP);
      work.awaitShared();
      work.leaveOneUnansweredOfEach();

      services.first.signal("KILL");

      int then = callers.acknowledged();
      services.letLeasesEnd(services.first);
      TwoServices.await("the other goes on", () -> callers.acknowledged() >= then + STEP);
      callers.end();
      // The killed one may have taken another lease between its death and the look at them.
      services.letLeasesEnd(services.first);
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      callers.check(services.memory.effects());
      assertThat(work.replayedBy(services.second)).isEqualTo(Callers.TENANTS.size());
      assertThat(repeatedRequests(services)).isGreaterThanOrEqualTo(Callers.TENANTS.size());
      assertThat(services.events("status = 'failed'")).isZero();
    }
  }

  /** How many writes reached the memory service more than once. */
  private static long repeatedRequests(TwoServices services) {
    return services.memory.requests().stream()
        .map(request -> request.headers().first("X-Idempotency-Key"))
        .flatMap(Optional::stream)
        .collect(groupingBy(key -> key, counting()))
        .values()
        .stream()
        .filter(times -> times > 1)
        .count();
  }
}
