package io.soma.memory.testkit.server.kafka;

/** Closes a broker whose start fails, or is overtaken by the JVM's end. */
final class ShutdownGuard implements AutoCloseable {
  private final EmbeddedKafkaBroker broker;
  private final Thread hook;
  private boolean released;

  private ShutdownGuard(EmbeddedKafkaBroker broker) {
    this.broker = broker;
    this.hook = new Thread(broker::close, "embedded-kafka-shutdown");
  }

  static ShutdownGuard closing(EmbeddedKafkaBroker broker) {
    ShutdownGuard guard = new ShutdownGuard(broker);
    try {
      Runtime.getRuntime().addShutdownHook(guard.hook);
    } catch (IllegalStateException e) {
      broker.close();
      throw e;
    }
    return guard;
  }

  /** The start succeeded: from here on the caller closes the broker. */
  void release() {
    released = true;
  }

  @Override
  public void close() {
    if (!released) {
      broker.close();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook closes the broker: nothing is left to do here.
    }
  }
}
