package io.soma.memory.testkit.server.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The child JVM's program: runs the broker until its parent says stop, or is gone. */
final class BrokerProcess {
  static final String READY = "broker ready";
  static final String STOP = "stop";

  private final BrokerDirectory directory;
  private volatile @Nullable KraftServer server;

  private BrokerProcess(BrokerDirectory directory) {
    this.directory = directory;
  }

  /** Takes one argument, the broker's directory. */
  public static void main(String[] args) {
    PrintStream parent = System.out;
    // The parent does not read standard output after the one word, so nothing else may fill that
    // pipe.
    System.setOut(System.err);
    new BrokerProcess(new BrokerDirectory(Path.of(args[0]))).run(parent);
  }

  private void run(PrintStream parent) {
    new Thread(this::followParent, "parent").start();
    // While it starts, so that the exception comes here and into the log instead of a silent halt.
    BrokerFaults.keepTheJvm();
    try {
      server = KraftServer.start(directory);
    } catch (Throwable e) {
      // An error too: the other thread would keep this process alive without a broker.
      e.printStackTrace(System.err);
      Runtime.getRuntime().halt(1);
    }
    BrokerFaults.endTheJvm();
    parent.println(READY);
    parent.flush();
  }

  private void followParent() {
    KraftServer running = STOP.equals(parentsWord()) ? server : null;
    if (running != null) {
      running.stop();
      Runtime.getRuntime().halt(0);
    }
    // The parent died: this data is not needed again, and no other process will delete it.
    BrokerFaults.keepTheJvm();
    try {
      directory.delete();
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static @Nullable String parentsWord() {
    try {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException e) {
      return null;
    }
  }
}
