package io.soma.memory.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The ratios that one machine measured.
 *
 * @param machine its name, such as {@code 2 x AMD EPYC}
 * @param date of the run, as {@code 2026-11-29}
 */
public record MachineRatios(String machine, String date, List<Ratio> ratios) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ENDING = ".json";

  /**
   * One ratio.
   *
   * @param goal as it is printed, such as {@code >= 0.90}
   */
  public record Ratio(String name, double value, String goal) {

    private static final String LINE = "RATIO ";
    private static final String GOAL = " goal ";

    /** Adds the ratio of a benchmark's line, if it is one. */
    public static void addTo(List<Ratio> ratios, String line) {
      int goal = line.indexOf(GOAL);
      if (line.startsWith(LINE) && goal > 0) {
        String[] nameAndValue = line.substring(LINE.length(), goal).split(" ");
        ratios.add(
            new Ratio(
                nameAndValue[0],
                Double.parseDouble(nameAndValue[1]),
                line.substring(goal + GOAL.length())));
      }
    }
  }

  /** Writes a file that is named after the machine, in place of an earlier one. */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    String name = machine.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ENDING;
    Files.writeString(directory.resolve(name), JSON.writeValueAsString(this) + "\n");
  }

  /** All that lie in a directory, by the names of their files. */
  public static List<MachineRatios> readFrom(Path directory) throws IOException {
    List<MachineRatios> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).sorted().toList()) {
        found.add(JSON.readValue(file.toFile(), MachineRatios.class));
      }
    }
    return found;
  }
}
