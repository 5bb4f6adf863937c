package io.soma.memory.testkit.server.kafka;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a child broker, prints its process id, and waits to be killed. */
final class StartsAndWaits {

  private StartsAndWaits() {}

  public static void main(String[] args) throws IOException {
    EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.childProcess(Path.of(args[0]));
    System.out.println(broker.pid().orElseThrow());
    System.in.read();
  }
}
