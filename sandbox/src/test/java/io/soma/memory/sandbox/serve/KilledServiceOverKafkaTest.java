package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.Operation;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.nio.file.Path;
import java.time.Duration;
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

  /** The effect is there, and no answer within any call. */
  private static final Fault NO_ANSWER = new Fault.Drip(1, Duration.ofMinutes(1));

  private static final String SENT = "memory_outbox_events_total{status=\"sent\",tenant=\"%s\"}";
  private static final String APPLIED = "memory_replay_total{outcome=\"applied\",tenant=\"%s\"}";

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
      Callers callers = Callers.alternating(services);
      TwoServices.await("some is acknowledged", () -> callers.acknowledged() >= STEP);
      for (ServeProcess service : new ServeProcess[] {services.first, services.second}) {
        TwoServices.await("it carries", () -> tenants(services, service, SENT) > 0);
        TwoServices.await("it replays", () -> tenants(services, service, APPLIED) > 0);
      }
      leaveOneUnansweredOfEach(services);

      services.first.signal("KILL");

      int then = callers.acknowledged();
      services.letLeasesEnd(services.first);
      TwoServices.await("the other goes on", () -> callers.acknowledged() >= then + STEP);
      callers.end();
      // The killed one may have taken another lease between its death and the look at them.
      services.letLeasesEnd(services.first);
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      callers.check(services.memory.effects());
      assertThat(tenants(services, services.second, APPLIED)).isEqualTo(Callers.TENANTS.size());
      assertThat(repeatedRequests(services)).isGreaterThanOrEqualTo(Callers.TENANTS.size());
      assertThat(services.events("status = 'failed'")).isZero();
    }
  }

  /** The first of each tenant after an outage, so that it is known which. */
  private static void leaveOneUnansweredOfEach(TwoServices services) throws Exception {
    ScriptableMemoryService memory = services.memory;
    memory.goDown();
    for (String tenant : Callers.TENANTS) {
      // Else a call of before could be taken for it.
      TwoServices.await(
          "its calls are kept away",
          () ->
              services.isOpen(services.first, tenant) || services.isOpen(services.second, tenant));
      TwoServices.await("none is under way", () -> memory.running(tenant) == 0);
      memory.faults().forTenant(tenant).on(Operation.STORE).next(1, NO_ANSWER);
    }
    memory.comeBack();
    for (String tenant : Callers.TENANTS) {
      TwoServices.await("one is under way", () -> memory.running(tenant) == 1);
    }
  }

  /** Of how many tenants a service has counted something. */
  private static long tenants(TwoServices services, ServeProcess service, String line)
      throws Exception {
    String metrics = services.metrics(service);
    return Callers.TENANTS.stream()
        .filter(tenant -> metrics.contains(line.formatted(tenant) + " "))
        .count();
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
