package io.soma.memory.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A child JVM with this one's class path, which is asked and answers in lines; it ends when its
 * input does, so it cannot outlive its parent. For one thread.
 */
public final class ChildJvm implements AutoCloseable {

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /** Runs a class with arguments. */
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-Xmx1g", "-XX:+UseSerialGC"), main, arguments);
  }

  /** Runs a class with arguments, in a JVM with the options of this one. */
  public static ChildJvm startAlike(Class<?> main, String... arguments) throws IOException {
    return start(ManagementFactory.getRuntimeMXBean().getInputArguments(), main, arguments);
  }

  private static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new ChildJvm(main.getSimpleName(), child.start());
  }

  /** Sends a line, and waits for the answer. */
  public String ask(String order) throws IOException {
    orders.println(order);
    return answer();
  }

  /** Waits for the next line. */
  public String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the process of " + name + " ended");
    }
    return line;
  }

  /** Hands on its lines until it ends, and returns its exit code. */
  public int readToEnd(Consumer<String> lines) throws IOException, InterruptedException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      lines.accept(line);
    }
    return process.waitFor();
  }

  /** Stops it where it is, until it is {@linkplain #goOn told to go on}. */
  public void standStill() throws IOException {
    signal("STOP");
  }

  /** Ends a standstill. */
  public void goOn() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      int exitCode =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exitCode != 0) {
        throw new IOException("kill -" + name + " ended with " + exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
