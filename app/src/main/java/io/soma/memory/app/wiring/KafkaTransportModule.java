package io.soma.memory.app.wiring;

import com.google.inject.Provides;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.kafka.BrokerProbe;
import io.soma.memory.app.kafka.BrokerRoad;
import io.soma.memory.app.kafka.KafkaReplayLoop;
import io.soma.memory.app.kafka.KafkaStart;
import io.soma.memory.app.transport.TransportModule;
import io.soma.memory.app.usecase.check.Probe;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.supervision.CloseStack;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Events travel through Kafka. An embedder that leaves the adapter out has no Kafka on the class
 * path; if the configuration asks for Kafka, an error names the missing dependency.
 */
public final class KafkaTransportModule extends TransportModule {

  private static final String ADAPTER = "io.soma.memory.kafka.publish.KafkaEventPublisher";

  @Override
  public String transportName() {
    return "kafka";
  }

  @Override
  public void requireAvailable() {
    try {
      Class.forName(ADAPTER, false, getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ConfigurationException(
          "the kafka transport needs io.soma.memory:soma-memory-adapters-kafka on the class path");
    }
  }

  /** What Kafka needs has variables of its own, such as SOMABRAIN_KAFKA_URL. */
  @Override
  public void requireSettings(TransportSettings settings) {
    settings.requireOnly();
  }

  @Override
  public List<Probe> probes(MemoryConfig config) {
    KafkaConfig kafka = KafkaStart.configOf(config);
    List<Probe> probes = new ArrayList<>(List.of(new BrokerProbe(kafka, config)));
    BrokerRoad.look(kafka).ifPresent(finding -> probes.add(() -> finding));
    return probes;
  }

  @Override
  protected void configure() {
    bind(KafkaReplayLoop.class);
    carryWith(KafkaEventPublisher.class);
    lookAtBroker(KafkaEventPublisher.class);
    runBeside(KafkaReplayLoop.class);
  }

  @Provides
  @Singleton
  static KafkaConfig kafkaConfig(MemoryConfig config) {
    return KafkaStart.configOf(config);
  }

  @Provides
  @Singleton
  static KafkaEventPublisher publisher(
      KafkaConfig config, KafkaReplayLoop replay, CloseStack closing) {
    // Otherwise the consumer would learn of a new topic only at its next refresh of the metadata.
    return closing.with(
        KafkaStart.inOurWords(() -> KafkaEventPublisher.create(config, replay::refreshTopics)));
  }
}
