package io.soma.memory.testkit.server.kafka;

/** The classes of the broker, which a project adds only where its tests start one. */
final class BrokerClasses {

  private static final String BROKER = "kafka.server.KafkaRaftServer";

  private BrokerClasses() {}

  /**
   * Requires them.
   *
   * @throws IllegalStateException naming the artifact that is missing
   */
  static void require(ClassLoader loader) {
    try {
      var unused = Class.forName(BROKER, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "no Kafka broker on the class path: add org.apache.kafka:kafka_2.13, whose version"
              + " soma-memory-bom manages, with scope test",
          e);
    }
  }
}
