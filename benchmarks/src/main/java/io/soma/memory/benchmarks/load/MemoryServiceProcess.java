package io.soma.memory.benchmarks.load;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.IOException;
import java.time.Duration;

/** The parent's side of {@link MemoryServiceMain}. */
public final class MemoryServiceProcess implements AutoCloseable {

  /** The token that it asks for. */
  public static final String TOKEN = ScriptableMemoryService.DEFAULT_TOKEN;

  private final ChildJvm child;
  private final int port;

  private MemoryServiceProcess(ChildJvm child) throws IOException {
    this.child = child;
    this.port = Integer.parseInt(child.answer());
  }

  /** Starts the service in a child JVM. */
  public static MemoryServiceProcess start() throws IOException {
    return new MemoryServiceProcess(ChildJvm.start(MemoryServiceMain.class));
  }

  /** Where it listens. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Has each answer take so long from now on, as one that embeds a text and stores vectors does.
   */
  public void pace(Duration time) throws IOException {
    order("pace " + time.toMillis());
  }

  /** Has it refuse every connection. */
  public void goDown() throws IOException {
    order(MemoryServiceMain.DOWN);
  }

  /** Has it answer again. */
  public void comeBack() throws IOException {
    order(MemoryServiceMain.UP);
  }

  /** Gives an order and waits until it is obeyed. */
  public void order(String order) throws IOException {
    String unused = child.ask(order);
  }

  @Override
  public void close() {
    child.close();
  }
}
