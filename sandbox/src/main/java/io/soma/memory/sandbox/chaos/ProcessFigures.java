package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resources that a process holds.
 *
 * @param heapMb the heap in use after a collection
 * @param handles open files, connections among them; -1 where the system does not tell
 * @param connections open sockets; -1 where the system does not tell
 */
record ProcessFigures(long heapMb, long threads, long handles, long connections) {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern THREADS = Pattern.compile("(?m)^\"");

  // The growth that pools, caches and a busy moment may cause.
  private static final double GROWTH = 1.5;
  private static final int FEW_THREADS = 15;
  private static final int FEW_HANDLES = 60;
  private static final int FEW_CONNECTIONS = 40;
  private static final int FEW_MB = 24;

  /** Those of a running JVM of this machine. */
  static ProcessFigures of(long pid) throws IOException, InterruptedException {
    // It collects and counts in one step; between two, a busy process fills its heap anew.
    Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
    long heapMb = total.find() ? Long.parseLong(total.group(1)) >> 20 : 0;
    long threads = THREADS.matcher(jcmd(pid, "Thread.print")).results().count();
    List<String> open = openFiles(pid);
    long sockets = open.stream().filter(each -> each.startsWith("socket:")).count();
    return open.isEmpty()
        ? new ProcessFigures(heapMb, threads, -1, -1)
        : new ProcessFigures(heapMb, threads, open.size(), sockets);
  }

  /** The figures that have grown since by more than pools and caches may add. */
  List<String> growthSince(ProcessFigures start) {
    List<String> grown = new ArrayList<>();
    add(grown, "heap in MB", start.heapMb, heapMb, FEW_MB);
    add(grown, "threads", start.threads, threads, FEW_THREADS);
    add(grown, "handles", start.handles, handles, FEW_HANDLES);
    add(grown, "connections", start.connections, connections, FEW_CONNECTIONS);
    return grown;
  }

  private static void add(List<String> grown, String what, long before, long now, int few) {
    if (now > before * GROWTH + few) {
      grown.add(String.format(Locale.ROOT, "%s grew from %d to %d", what, before, now));
    }
  }

  /** For people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "heap=%dMB threads=%d handles=%d connections=%d",
        heapMb,
        threads,
        handles,
        connections);
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException("jcmd " + command + " says: " + said);
    }
    return said;
  }

  private static List<String> openFiles(long pid) throws IOException {
    Path handles = Path.of("/proc", Long.toString(pid), "fd");
    if (!Files.isDirectory(handles)) {
      return List.of();
    }
    List<String> open = new ArrayList<>();
    try (Stream<Path> links = Files.list(handles)) {
      for (Path link : links.toList()) {
        open.add(target(link));
      }
    }
    return open;
  }

  // One that was closed since it was listed.
  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
