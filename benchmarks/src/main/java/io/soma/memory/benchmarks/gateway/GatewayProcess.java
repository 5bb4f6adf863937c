package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The parent's side of {@link GatewayMain}. */
final class GatewayProcess implements AutoCloseable {

  /** The token that it asks for. */
  static final String TOKEN = "token-of-the-benchmark";

  private final ChildJvm child;
  private final int port;

  private GatewayProcess(ChildJvm child) throws IOException {
    this.child = child;
    this.port = Integer.parseInt(child.answer());
  }

  /** Starts the gateway in a child JVM, in front of the memory service at this URL. */
  static GatewayProcess start(String memoryService) throws IOException {
    return new GatewayProcess(ChildJvm.start(GatewayMain.class, memoryService));
  }

  int port() {
    return port;
  }

  /** How long its compiler has worked, in milliseconds. */
  long compiled() {
    try {
      return Long.parseLong(child.ask("compiled"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
