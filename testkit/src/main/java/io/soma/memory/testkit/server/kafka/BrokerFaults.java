package io.soma.memory.testkit.server.kafka;

import org.apache.kafka.common.utils.internals.Exit;

/** Sets the effect of a fatal broker fault on the JVM that runs the broker. */
final class BrokerFaults {

  private BrokerFaults() {}

  /** The broker is left broken and its clients notice; a test JVM must not vanish with it. */
  static void keepTheJvm() {
    Exit.setHaltProcedure((status, message) -> {});
    Exit.setExitProcedure((status, message) -> {});
  }

  /** As Kafka has it: the process is gone at once. */
  static void endTheJvm() {
    Exit.setHaltProcedure((status, message) -> Runtime.getRuntime().halt(status));
    Exit.setExitProcedure((status, message) -> Runtime.getRuntime().halt(status));
  }
}
