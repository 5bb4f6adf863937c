package io.soma.memory.sandbox.servers;

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

/** {@code ./soma serve} in a process of its own, as an operator has it. Safe for many threads. */
public final class ServeProcess implements AutoCloseable {

  private static final int MAX_WAIT_SECONDS = 240;
  private static final int LAST_LINES = 5;
  private static final Pattern STARTED =
      Pattern.compile("started .*gateway=(\\d+) ops=(\\d+) admin=(\\d+)");

  private final Process process;
  private final Thread reader = new Thread(this::read, "serve-output");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CountDownLatch startedOrOver = new CountDownLatch(1);
  private volatile int gatewayPort;
  private volatile int opsPort;
  private volatile int adminPort;

  private ServeProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one, and returns when it listens.
   *
   * @param temporary where it may leave files
   * @param variables its settings, beside those of this process
   * @throws IllegalStateException if it does not start; with the end of its output
   */
  public static ServeProcess start(Path temporary, Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    return startFrom(System.getProperty("java.class.path"), temporary, variables, options);
  }

  /** The same from another class path than this process's. */
  public static ServeProcess startFrom(
      String classPath, Path temporary, Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    ServeProcess serve = launch(classPath, temporary, variables, options);
    serve.awaitStart();
    return serve;
  }

  /** Starts its process, and does not wait until it listens. */
  public static ServeProcess launch(Path temporary, Map<String, String> variables)
      throws IOException {
    return launch(System.getProperty("java.class.path"), temporary, variables);
  }

  /** The same from another class path than this process's. */
  public static ServeProcess launch(
      String classPath, Path temporary, Map<String, String> variables, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("serve"));
    words.addAll(List.of(options));
    return launchCommand(classPath, temporary, variables, words);
  }

  /** Starts another command of {@code ./soma}, which ends by itself. */
  public static ServeProcess launchCommand(
      String classPath, Path temporary, Map<String, String> variables, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary));
    command.add(Soma.class.getName());
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("CLASSPATH", classPath);
    ServeProcess serve = new ServeProcess(builder.start());
    serve.reader.setDaemon(true);
    serve.reader.start();
    return serve;
  }

  /**
   * Waits until it listens.
   *
   * @throws IllegalStateException if it does not; with the end of its output
   */
  public void awaitStart() throws InterruptedException {
    if (!startedOrOver.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS) || gatewayPort == 0) {
      close();
      throw new IllegalStateException("it did not start: " + lastLines());
    }
  }

  /** Where its gateway listens. */
  public int gatewayPort() {
    return gatewayPort;
  }

  /** Where its metrics are. */
  public int opsPort() {
    return opsPort;
  }

  /** Where its admin API is; 0 without a token for it. */
  public int adminPort() {
    return adminPort;
  }

  /** Everything that it said so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The first line with this in it. */
  public Optional<String> line(String part) {
    return lines.stream().filter(line -> line.contains(part)).findFirst();
  }

  /** The processes that it has started and that are alive. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    ProcessSignal.send(name, pid());
  }

  /** SIGTERM, as from a process manager. */
  public void terminate() {
    // Process.destroy would also close its output, in which it says how it ends.
    process.toHandle().destroy();
  }

  /** The exit code, once it has ended. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not end: " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private List<String> lastLines() {
    List<String> all = lines();
    return all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          gatewayPort = Integer.parseInt(started.group(1));
          opsPort = Integer.parseInt(started.group(2));
          adminPort = Integer.parseInt(started.group(3));
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
