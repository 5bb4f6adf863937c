package io.soma.memory.architecture;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Prints which test classes took longest, from Surefire's reports; the build's last step. */
public final class SlowestTestClasses {

  private static final int SHOWN = 10;

  private record Run(String module, String name, double seconds) {}

  private SlowestTestClasses() {}

  /** Takes the directory of the project and the time of the build's start. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, XMLStreamException {
    print(Path.of(arguments[0]), Instant.parse(arguments[1]), System.out);
  }

  /**
   * Prints the slowest classes.
   *
   * @param since reports that are older are of an earlier build
   */
  static void print(Path project, Instant since, PrintStream out)
      throws IOException, XMLStreamException {
    List<Run> runs = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(project, Files::isDirectory)) {
      for (Path module : modules) {
        runs.addAll(runsOf(module, since));
      }
    }
    if (runs.isEmpty()) {
      return;
    }
    out.printf(Locale.ROOT, "%nThe slowest of %d test classes:%n", runs.size());
    runs.stream()
        .sorted(Comparator.comparingDouble(Run::seconds).reversed())
        .limit(SHOWN)
        .forEach(
            run ->
                out.printf(
                    Locale.ROOT, "%8.1f s  %s  %s%n", run.seconds(), run.module(), run.name()));
  }

  private static List<Run> runsOf(Path module, Instant since)
      throws IOException, XMLStreamException {
    Path reports = module.resolve("target/surefire-reports");
    List<Run> runs = new ArrayList<>();
    if (Files.isDirectory(reports)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(reports, "TEST-*.xml")) {
        for (Path report : found) {
          if (Files.getLastModifiedTime(report).toInstant().isAfter(since)) {
            runs.add(runOf(module.getFileName().toString(), report));
          }
        }
      }
    }
    return runs;
  }

  private static Run runOf(String module, Path report) throws IOException, XMLStreamException {
    try (Reader text = Files.newBufferedReader(report)) {
      XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(text);
      xml.nextTag();
      return new Run(
          module,
          xml.getAttributeValue(null, "name"),
          Double.parseDouble(xml.getAttributeValue(null, "time")));
    }
  }
}
