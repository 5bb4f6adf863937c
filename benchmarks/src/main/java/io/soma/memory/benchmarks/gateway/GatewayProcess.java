package io.soma.memory.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The parent's side of {@link GatewayMain}. */
final class GatewayProcess implements AutoCloseable {

  /** The token that it asks for. */
  static final String TOKEN = "token-of-the-benchmark";

  private final Process process;
  private final int port;

  private GatewayProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the gateway's process ended");
    }
    this.port = Integer.parseInt(line);
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

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
