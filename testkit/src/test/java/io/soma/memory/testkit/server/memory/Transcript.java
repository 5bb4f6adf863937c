package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What went over the wire between a client and the real memory service, in order.
 *
 * @param name of its file, without the ending
 */
record Transcript(String name, List<JsonNode> lines) {
  private static final String ENDING = ".jsonl";

  /** The scenarios that were sent to the real service. */
  static List<Transcript> ofTheService() {
    return allIn("/wire/service");
  }

  /** What the real client sent, and what it was answered. */
  static List<Transcript> ofTheClient() {
    return allIn("/wire/client");
  }

  private static List<Transcript> allIn(String directory) {
    try (Stream<Path> files = Files.list(path(directory))) {
      return files.sorted().map(Transcript::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String resource) {
    try {
      URI place = Transcript.class.getResource(resource).toURI();
      return Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transcript read(Path file) {
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      text.lines().map(Json::read).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = file.getFileName().toString();
    return new Transcript(name.substring(0, name.length() - ENDING.length()), lines);
  }

  @Override
  public String toString() {
    return name;
  }
}
