package io.soma.memory.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A server in a child JVM that obeys {@link ChildAnswers}; for one thread. */
public final class ServerProcess implements AutoCloseable {

  private static final int UNKNOWN = -1;

  private final ChildJvm child;
  private int port = UNKNOWN;

  private ServerProcess(ChildJvm child) {
    this.child = child;
  }

  /** Starts it, and waits until it listens. */
  public static ServerProcess start(Class<?> main, String... arguments) throws IOException {
    ServerProcess server = begin(main, arguments);
    int unused = server.port();
    return server;
  }

  /** Starts it, and does not wait: several can start side by side. */
  public static ServerProcess begin(Class<?> main, String... arguments) throws IOException {
    return new ServerProcess(ChildJvm.start(main, arguments));
  }

  /** Where it listens; waits until it does. */
  public int port() {
    if (port == UNKNOWN) {
      try {
        port = Integer.parseInt(child.answer());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return port;
  }

  /** How long its compiler has worked, in milliseconds. */
  public long compiled() {
    return ask(ChildAnswers.COMPILED);
  }

  /** How many bytes of its heap are in use after a garbage collection. */
  public long usedHeap() {
    return ask(ChildAnswers.HEAP);
  }

  /** Stops it where it is, until it is {@linkplain #goOn told to go on}. */
  public void standStill() throws IOException {
    child.standStill();
  }

  /** Ends a standstill. */
  public void goOn() throws IOException {
    child.goOn();
  }

  private long ask(String what) {
    int unused = port();
    try {
      return Long.parseLong(child.ask(what));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
