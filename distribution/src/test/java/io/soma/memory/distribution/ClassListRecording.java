package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a list of {@code lib} anew, where {@code -Dsoma.classlist=write} asks for it: the classes
 * that the service or the commands load. A class that is gone is passed over when the archive is
 * made, and one that is missing is loaded from its jar, so that the list may be old.
 */
final class ClassListRecording implements AutoCloseable {

  /** Classes that each process makes for itself. */
  private static final Pattern GENERATED = Pattern.compile("0x|\\$\\$Lambda|\\$Proxy|Generated");

  private static final Path LISTS = Path.of("src/main/dist/lib");

  private final String name;
  private final List<Path> recorded = new ArrayList<>();
  private final Path directory;
  private final boolean isWanted;

  private ClassListRecording(String name, Path directory, boolean isWanted) {
    this.name = name;
    this.directory = directory;
    this.isWanted = isWanted;
  }

  static ClassListRecording ifWanted(String name, Path directory) {
    return new ClassListRecording(
        name, directory, "write".equals(System.getProperty("soma.classlist")));
  }

  /** Options for one more process; none where nothing is recorded. */
  String options() {
    if (!isWanted) {
      return "";
    }
    Path file = directory.resolve(name + "-" + recorded.size());
    recorded.add(file);
    // Options are split at blanks, and this directory's name has none.
    return "-Xshare:off -XX:DumpLoadedClassList=" + file;
  }

  @Override
  public void close() throws IOException {
    if (isWanted) {
      TreeSet<String> classes = new TreeSet<>();
      for (Path file : recorded) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .filter(line -> !line.startsWith("#") && !line.contains(" source: "))
              .filter(line -> !line.startsWith("@lambda-form"))
              .filter(line -> !GENERATED.matcher(line).find())
              .map(line -> line.replaceFirst(" id: \\d+$", ""))
              .forEach(classes::add);
        }
      }
      Files.write(LISTS.resolve(name + ".classlist"), classes);
    }
  }
}
