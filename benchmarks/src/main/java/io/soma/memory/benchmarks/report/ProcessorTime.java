package io.soma.memory.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor time of this process and of all processes that it started, by program: callers and
 * product in this JVM, PostgreSQL with its backends, the broker, the memory service. The operating
 * system counts it, so that a busy neighbour of the machine changes it far less than it changes a
 * rate. A process that ended counts as long as its parent runs.
 *
 * @param nanosByProgram the time so far; programs are {@code this JVM}, the name of a command, or
 *     the main class of a Java process
 */
public record ProcessorTime(Map<String, Long> nanosByProgram) {

  public ProcessorTime {
    nanosByProgram = Collections.unmodifiableMap(new TreeMap<>(nanosByProgram));
  }

  /** No time at all. */
  public static final ProcessorTime NONE = new ProcessorTime(Map.of());

  private static final String HERE = "this JVM";
  private static final Path PROC = Path.of("/proc");

  // The unit of Linux, on every architecture that Java runs on.
  private static final long NANOS_PER_TICK = 10_000_000;

  // Of the fields behind the command's name in /proc/PID/stat: utime, stime, cutime and cstime.
  private static final int FIRST_TIME = 11;
  private static final int TIMES = 4;

  /** The time that was spent until now. */
  public static ProcessorTime now() {
    ProcessHandle here = ProcessHandle.current();
    Map<String, Long> nanos = new TreeMap<>();
    nanos.put(HERE, nanos(here));
    here.descendants().forEach(each -> nanos.merge(program(each), nanos(each), Long::sum));
    return new ProcessorTime(nanos);
  }

  /** The time that was spent since an earlier look. */
  public ProcessorTime since(ProcessorTime earlier) {
    Map<String, Long> spent = new TreeMap<>();
    nanosByProgram.forEach(
        (program, nanos) ->
            spent.put(program, nanos - earlier.nanosByProgram.getOrDefault(program, 0L)));
    return new ProcessorTime(spent);
  }

  /** The time of all programs for one of so many operations, in microseconds. */
  public double microsPer(long operations) {
    return nanosByProgram.values().stream().mapToLong(Long::longValue).sum() / 1e3 / operations;
  }

  /** The same for people, program by program. */
  public String describe(long operations) {
    return nanosByProgram.entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%s %.1f", each.getKey(), each.getValue() / 1e3 / operations))
        .collect(Collectors.joining(", "));
  }

  private static String program(ProcessHandle process) {
    String command = process.info().command().orElse("others");
    String name = command.substring(command.lastIndexOf('/') + 1);
    return name.equals("java") ? mainClass(process) : name;
  }

  private static String mainClass(ProcessHandle process) {
    return Stream.of(process.info().arguments().orElse(new String[0]))
        .filter(argument -> argument.startsWith("io.soma."))
        .map(argument -> argument.substring(argument.lastIndexOf('.') + 1))
        .findFirst()
        .orElse("java");
  }

  private static long nanos(ProcessHandle process) {
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return NANOS_PER_TICK
          * Arrays.stream(fields, FIRST_TIME, FIRST_TIME + TIMES).mapToLong(Long::parseLong).sum();
    } catch (IOException e) {
      // Another system, or a process that has just ended.
      return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }
  }
}
