package io.soma.memory.testkit.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Recorded requests of a client to the real memory service and their answers, in order.
 *
 * @param name of its file, without the ending
 */
public record Transcript(String name, List<JsonNode> lines) {
  private static final String ENDING = ".jsonl";

  public Transcript {
    lines = List.copyOf(lines);
  }

  /** The scenarios that were sent to the real service. */
  public static List<Transcript> ofTheService() {
    return allIn("service");
  }

  /** A request of the real client, and its answer. */
  public static List<Transcript> ofTheClient() {
    return allIn("client");
  }

  /** Whether everything of the service was up, its vector store too. */
  public boolean allUp() {
    return name.endsWith("all-up");
  }

  // A list of its own, as files in a jar cannot be listed as those in a directory can.
  private static List<Transcript> allIn(String directory) {
    return lines(directory + "/files.txt").stream()
        .map(
            file ->
                new Transcript(
                    file.substring(0, file.length() - ENDING.length()),
                    lines(directory + "/" + file).stream().map(JsonTexts::read).toList()))
        .toList();
  }

  private static List<String> lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Transcript.class.getResourceAsStream(resource), resource)) {
      return new ArrayList<>(
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
