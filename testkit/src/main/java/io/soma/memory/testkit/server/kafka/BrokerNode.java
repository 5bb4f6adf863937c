package io.soma.memory.testkit.server.kafka;

import java.io.IOException;
import java.util.OptionalLong;

/** Runs a broker, one time after another. */
interface BrokerNode {

  /**
   * Starts the broker that the directory describes and returns once a client can produce.
   *
   * @throws IllegalStateException if it does not come up; nothing of it is left running then
   */
  void start(BrokerDirectory directory) throws IOException;

  /** Shuts down in good order; nothing happens if the broker is down. */
  void stop();

  /** Ends the broker as a power cut would. */
  void kill();

  /**
   * Ends the broker for good, however, because its data is about to be deleted. Unlike the others
   * this may be called while another thread is in {@link #start}.
   */
  void discard();

  boolean isRunning();

  OptionalLong pid();
}
