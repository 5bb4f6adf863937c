package io.soma.memory.app.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a Java properties file. */
final class PropertiesFile {

  private static final Pattern NAME_END = Pattern.compile("[=:\\s]");

  private PropertiesFile() {}

  /**
   * The number of the last line of each name, as the last one holds; a name that is written with
   * escapes has none.
   */
  static Map<String, Integer> lineNumbers(String file) {
    Map<String, Integer> numbers = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      for (int i = 0; i < lines.size(); i++) {
        numbers.put(NAME_END.split(lines.get(i).strip(), 2)[0], i + 1);
      }
    } catch (IOException e) {
      // It could be read a moment ago; a problem then goes without a number.
    }
    return numbers;
  }

  static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(Unreadable.inWords(Path.of(file), e), e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }
}
