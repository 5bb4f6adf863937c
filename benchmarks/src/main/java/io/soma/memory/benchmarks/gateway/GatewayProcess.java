package io.soma.memory.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The parent's side of {@link GatewayMain}. */
final class GatewayProcess implements AutoCloseable {

  /** The token that it asks for. */
  static final String TOKEN = "token-of-the-benchmark";

  private final Process process;
  private final BufferedReader answers;
  private final int port;

  private GatewayProcess(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.port = (int) answer();
  }

  /** Starts the gateway in a child JVM with this one's class path. */
  static GatewayProcess start(String memoryService) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder child =
        new ProcessBuilder(
                java, "-Xmx1g", "-XX:+UseSerialGC", GatewayMain.class.getName(), memoryService)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new GatewayProcess(child.start());
  }

  int port() {
    return port;
  }

  /** How long its compiler has worked, in milliseconds. */
  long compiled() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private long answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the gateway's process ended");
    }
    return Long.parseLong(line);
  }
}
