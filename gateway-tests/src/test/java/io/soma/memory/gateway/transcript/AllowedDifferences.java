package io.soma.memory.gateway.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Where the gateway answers otherwise than the memory service on purpose, by transcript and step,
 * each with its reason: {@code allowed-differences.txt}.
 */
final class AllowedDifferences {

  private static final String FILE = "allowed-differences.txt";

  private AllowedDifferences() {}

  /** The reasons of all places. */
  static Map<String, String> byPlace() {
    Map<String, String> places = new LinkedHashMap<>();
    String reason = "";
    for (String line : lines()) {
      if (line.startsWith("- ")) {
        reason = line.substring(2);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        addAll(places, line.strip(), reason);
      }
    }
    return places;
  }

  /** Every reason, as the page in docs has it. */
  static List<String> reasons() {
    return lines().stream()
        .filter(line -> line.startsWith("- "))
        .map(line -> line.substring(2))
        .toList();
  }

  private static void addAll(Map<String, String> places, String line, String reason) {
    String[] parts = line.split(":\\s*", 2);
    for (String steps : parts[1].split(",\\s*")) {
      for (String step : expanded(steps)) {
        if (places.put(parts[0] + " " + step, reason) != null) {
          throw new AssertionError(FILE + " has " + parts[0] + " " + step + " twice");
        }
      }
    }
  }

  // Of the client's transcripts a step is a call and an exchange in it, such as 27.1.
  private static List<String> expanded(String steps) {
    String[] ends = steps.split("-");
    return ends.length == 1
        ? List.of(steps)
        : IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
            .mapToObj(Integer::toString)
            .toList();
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(AllowedDifferences.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
