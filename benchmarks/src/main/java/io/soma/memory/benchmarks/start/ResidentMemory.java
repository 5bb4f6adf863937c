package io.soma.memory.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory that a process occupies, as the operating system counts it. */
final class ResidentMemory {

  private static final String LINE = "VmRSS:";

  private ResidentMemory() {}

  /** In bytes; empty where there is no {@code /proc}. */
  static OptionalLong of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines.filter(line -> line.startsWith(LINE)).mapToLong(ResidentMemory::bytes).findAny();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  // As "VmRSS:     12345 kB".
  private static long bytes(String line) {
    return 1024 * Long.parseLong(line.substring(LINE.length()).strip().split(" ")[0]);
  }
}
