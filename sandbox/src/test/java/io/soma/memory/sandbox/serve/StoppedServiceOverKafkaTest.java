package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two services share the work of one outbox and one broker, and one of them stands still, with a
 * write of each of its tenants on the way, until its leases and its partitions are the other's;
 * then it comes back.
 */
@EnabledIfSystemProperty(
    named = "soma.exhaustive",
    matches = "true",
    disabledReason = "slow; the other transport's is always run")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGSTOP")
class StoppedServiceOverKafkaTest {

  private static final int STEP = 200;

  // The broker puts a silent consumer out of the group when its session ends.
  private static final String SHORT_SESSION =
      "session.timeout.ms=3000\nheartbeat.interval.ms=500\n";

  @TempDir private Path temporary;

  @Test
  void theOtherTakesOverAndWhoComesBackOverwritesNothing() throws Exception {
    try (EmbeddedKafkaBroker broker =
            EmbeddedKafkaBroker.childProcess(Map.of("group.min.session.timeout.ms", "1000"));
        TwoServices services = TwoServices.start(temporary, settings(broker))) {
      SharedWork work = new SharedWork(services);
      Callers callers = Callers.alternating(services);
      TwoServices.await("some is acknowledged", () -> callers.acknowledged() >= STEP);
      work.awaitShared();
      work.leaveOneUnansweredOfEach();

      callers.leaveFirst();
      services.first.signal("STOP");

      Map<String, Integer> then = effects(services);
      services.letLeasesEnd(services.first);
      for (String tenant : Callers.TENANTS) {
        // Half of the partitions were the stopped one's, and come when it is out of the group.
        TwoServices.await(
            "the other goes on with " + tenant,
            () -> services.effects(tenant).size() >= then.getOrDefault(tenant, 0) + STEP);
      }
      assertThat(work.replayedBy(services.second)).isEqualTo(Callers.TENANTS.size());

      services.first.signal("CONT");
      // It knows that it was put out of the group.
      TwoServices.awaitLine(services.first, "Lost ");
      callers.returnToFirst();
      int back = callers.acknowledged();
      TwoServices.await("both go on", () -> callers.acknowledged() >= back + STEP);
      callers.end();
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      callers.check(services.memory.effects());
      assertThat(services.events("status = 'failed'")).isZero();
    }
  }

  private Map<String, String> settings(EmbeddedKafkaBroker broker) throws IOException {
    Path properties = Files.writeString(temporary.resolve("kafka.properties"), SHORT_SESSION);
    return Map.of(
        "SOMABRAIN_KAFKA_URL",
        broker.bootstrapServers(),
        "SOMABRAIN_KAFKA_PROPERTIES",
        properties.toString(),
        "SOMABRAIN_HTTP_TIMEOUT",
        "2",
        "SOMABRAIN_MEMORY_WRITE_MODE",
        "fast_ack");
  }

  private static Map<String, Integer> effects(TwoServices services) {
    return Callers.TENANTS.stream()
        .collect(toMap(tenant -> tenant, tenant -> services.effects(tenant).size()));
  }
}
