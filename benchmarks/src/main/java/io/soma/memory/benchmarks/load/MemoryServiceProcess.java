package io.soma.memory.benchmarks.load;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The parent's side of {@link MemoryServiceMain}. */
public final class MemoryServiceProcess implements AutoCloseable {

  /** The token that it asks for. */
  public static final String TOKEN = ScriptableMemoryService.DEFAULT_TOKEN;

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final int port;

  private MemoryServiceProcess(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.port = Integer.parseInt(answer());
  }

  /** Starts the service in a child JVM with this one's class path. */
  public static MemoryServiceProcess start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder child =
        new ProcessBuilder(java, "-Xmx1g", "-XX:+UseSerialGC", MemoryServiceMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new MemoryServiceProcess(child.start());
  }

  /** Where it listens. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /** Gives an order and waits until it is obeyed. */
  public void order(String order) throws IOException {
    orders.println(order);
    answer();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the memory service's process ended");
    }
    return line;
  }
}
