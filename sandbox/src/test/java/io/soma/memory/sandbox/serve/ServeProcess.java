package io.soma.memory.sandbox.serve;

import io.soma.memory.app.cli.Soma;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./soma serve} in a process of its own, as an operator has it. */
final class ServeProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern STARTED = Pattern.compile("started .*gateway=(\\d+) ops=(\\d+)");

  private final Process process;
  private final Thread reader = new Thread(this::read, "serve-output");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CountDownLatch startedOrOver = new CountDownLatch(1);
  private volatile int gatewayPort;
  private volatile int opsPort;

  private ServeProcess(Process process) {
    this.process = process;
  }

  static ServeProcess start(Path temporary, Map<String, String> variables, String... options)
      throws Exception {
    return startFrom(System.getProperty("java.class.path"), temporary, variables, options);
  }

  /** The same from another class path than the test's. */
  static ServeProcess startFrom(
      String classPath, Path temporary, Map<String, String> variables, String... options)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of(Soma.class.getName(), "serve"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("CLASSPATH", classPath);
    ServeProcess serve = new ServeProcess(builder.start());
    serve.reader.setDaemon(true);
    serve.reader.start();
    if (!serve.startedOrOver.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || serve.gatewayPort == 0) {
      serve.close();
      throw new IllegalStateException("it did not start: " + serve.lines);
    }
    return serve;
  }

  int gatewayPort() {
    return gatewayPort;
  }

  int opsPort() {
    return opsPort;
  }

  /** Everything that it said so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The first line with this in it. */
  String awaitLine(String part) throws Exception {
    TwoServices.await("it says " + part, () -> line(part).isPresent());
    return line(part).orElseThrow();
  }

  private Optional<String> line(String part) {
    return lines.stream().filter(line -> line.contains(part)).findFirst();
  }

  /** The processes that it has started and that are alive. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
    if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("no signal " + name);
    }
  }

  /** SIGTERM, as from whoever runs it. */
  void terminate() {
    // Process.destroy would also close its output, in which it says how it ends.
    process.toHandle().destroy();
  }

  /** The exit code, once it has ended. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not end: " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          gatewayPort = Integer.parseInt(started.group(1));
          opsPort = Integer.parseInt(started.group(2));
          startedOrOver.countDown();
        }
      }
    } catch (IOException e) {
      lines.add("its output ended: " + e.getMessage());
    } finally {
      startedOrOver.countDown();
    }
  }
}
