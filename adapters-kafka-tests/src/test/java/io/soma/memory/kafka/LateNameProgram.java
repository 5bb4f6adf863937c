package io.soma.memory.kafka;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Starts while the broker's name does not resolve, then lets it resolve. A program of its own, as
 * only a new JVM takes its names from a file.
 */
final class LateNameProgram {

  static final String NAME = "late-broker.test";

  private LateNameProgram() {}

  /** Exits with 0 if an event travels in the end; the arguments are the port and the hosts file. */
  public static void main(String[] arguments) throws Exception {
    String unique = UUID.randomUUID().toString();
    KafkaConfig config =
        KafkaConfig.of(NAME + ":" + arguments[0])
            .withNames("test." + unique + ".", "group-" + unique);
    TenantId tenant = SampleEvents.freshTenant();
    RecordingReplay replay = new RecordingReplay();
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(config);
        Replayers replayers = new Replayers()) {
      replayers.start(config, replay);
      if (publisher.publish(tenant, SampleEvents.events(tenant, 1, 1))
          instanceof Published.Interrupted) {
        Files.writeString(Path.of(arguments[1]), "127.0.0.1 localhost " + NAME + "\n");
        publishUntilTaken(publisher, tenant);
        System.exit(replay.settled(tenant, 1).equals(List.of(1L)) ? 0 : 1);
      }
    }
    System.exit(2);
  }

  private static void publishUntilTaken(KafkaEventPublisher publisher, TenantId tenant) {
    Published outcome = new Published.All(0);
    for (int i = 0; i < 20 && outcome.acknowledged() == 0; i++) {
      outcome = publisher.publish(tenant, SampleEvents.events(tenant, 1, 1));
    }
  }
}
