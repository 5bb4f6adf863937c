package io.soma.memory.testkit.server.kafka;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The broker in this JVM. */
final class InProcessNode implements BrokerNode {
  private volatile @Nullable KraftServer server;
  private boolean discarded;

  @Override
  public synchronized void start(BrokerDirectory directory) {
    if (discarded) {
      throw new IllegalStateException("the embedded Kafka broker is closed");
    }
    BrokerFaults.keepTheJvm();
    try {
      server = KraftServer.start(directory);
    } catch (Exception | LinkageError e) {
      throw new IllegalStateException("the embedded Kafka broker did not start: " + e, e);
    }
  }

  @Override
  public synchronized void stop() {
    KraftServer running = server;
    if (running != null) {
      server = null;
      running.stop();
    }
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException(
        "a broker in this JVM cannot be killed without it; use childProcess()");
  }

  @Override
  public synchronized void discard() {
    discarded = true;
    stop();
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }
}
