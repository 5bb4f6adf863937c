package io.soma.memory.testkit.server.kafka;

import org.jspecify.annotations.Nullable;

/** Holds the broker of the whole test JVM. */
final class SharedBroker {
  private static @Nullable EmbeddedKafkaBroker broker;

  private SharedBroker() {}

  static synchronized EmbeddedKafkaBroker get() {
    EmbeddedKafkaBroker current = broker;
    if (current == null || current.isClosed()) {
      current = EmbeddedKafkaBroker.inProcess();
      Runtime.getRuntime().addShutdownHook(new Thread(current::close, "shared-kafka-shutdown"));
      broker = current;
    }
    return current;
  }
}
