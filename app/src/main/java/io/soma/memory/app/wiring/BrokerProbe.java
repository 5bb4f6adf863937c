package io.soma.memory.app.wiring;

import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.check.Probe;
import io.soma.memory.kafka.KafkaAccess;
import io.soma.memory.kafka.KafkaConfig;
import java.util.List;

/** Whether the broker answers, and lets us do what the transport needs. */
final class BrokerProbe implements Probe {

  private static final String ITEM = "broker";

  private final KafkaConfig config;

  BrokerProbe(KafkaConfig config) {
    this.config = config;
  }

  @Override
  public Finding look() {
    List<String> problems = KafkaAccess.problems(config);
    return problems.isEmpty()
        ? Finding.ok(ITEM, config.bootstrapServers() + " answers; topics may be made and read")
        : Finding.red(
            ITEM,
            String.join("; ", problems),
            "start the broker, correct SOMABRAIN_KAFKA_URL and SOMABRAIN_KAFKA_PROPERTIES, or grant"
                + " the rights");
  }
}
