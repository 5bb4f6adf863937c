package io.soma.memory.testkit.server.kafka;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** A program that is told to end while a broker starts; prints the child's process id, if any. */
final class EndsDuringStart {

  private EndsDuringStart() {}

  public static void main(String[] args) {
    Path parent = Path.of(args[1]);
    try {
      if (args[0].equals("child")) {
        new Thread(EndsDuringStart::endOnceTheChildStarts).start();
        EmbeddedKafkaBroker.childProcess(parent);
      } else {
        new Thread(() -> endOnceTheDataIsFormatted(parent)).start();
        EmbeddedKafkaBroker.inProcess(parent);
      }
      Runtime.getRuntime().halt(3);
    } catch (IllegalStateException expected) {
      // The end overtook the start.
    }
  }

  private static void endOnceTheChildStarts() {
    Optional<ProcessHandle> child = Optional.empty();
    while (child.isEmpty()) {
      child = ProcessHandle.current().children().findAny();
    }
    System.out.println(child.get().pid());
    System.exit(0);
  }

  private static void endOnceTheDataIsFormatted(Path parent) {
    File[] broker = {};
    while (broker.length == 0) {
      broker = parent.toFile().listFiles();
    }
    while (!new File(broker[0], "data/meta.properties").exists()) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }
}
