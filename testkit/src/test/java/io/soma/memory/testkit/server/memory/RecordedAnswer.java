package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An answer of a transcript, and how another answer differs from it. */
final class RecordedAnswer {
  private static final List<String> HEADERS =
      List.of("allow", "location", "www-authenticate", "retry-after", "content-encoding", "vary");

  private final JsonNode recorded;

  RecordedAnswer(JsonNode recorded) {
    this.recorded = recorded;
  }

  /** What differs, in words; empty if nothing does. */
  List<String> differences(WireAnswer answer) {
    List<String> differences = new ArrayList<>();
    compare("status", recorded.path("status").asText(), "" + answer.status(), differences);
    compare(
        "content type",
        recorded.path("content_type").asText(""),
        answer.headers().getOrDefault("content-type", ""),
        differences);
    compareHeaders(answer, differences);
    compareBody(answer.body(), differences);
    return differences;
  }

  private void compareHeaders(WireAnswer answer, List<String> differences) {
    JsonNode headers = recorded.path("headers");
    List<String> compared = new ArrayList<>(HEADERS);
    if (headers.has("content-length")) {
      compared.add("content-length");
    }
    for (String name : compared) {
      String actual = answer.headers().getOrDefault(name, "");
      compare(name, headers.path(name).asText(""), actual, differences);
    }
  }

  private void compareBody(String body, List<String> differences) {
    if (recorded.path("body_left_out").asBoolean()) {
      return;
    }
    if (recorded.has("body_first_lines")) {
      compareFirstLines(body, differences);
      return;
    }
    if (recorded.has("body_length")) {
      compareEnds(body, differences);
      return;
    }
    String expected = recorded.path("body_normalised").asText(recorded.path("body").asText(""));
    compare("body", AnswerPlaceholders.in(expected), AnswerPlaceholders.in(body), differences);
  }

  private void compareFirstLines(String body, List<String> differences) {
    List<String> expected = new ArrayList<>();
    recorded.path("body_first_lines").forEach(line -> expected.add(line.asText()));
    String actual = body.lines().limit(expected.size()).collect(Collectors.joining("\n"));
    compare("first lines", String.join("\n", expected), actual, differences);
  }

  private void compareEnds(String body, List<String> differences) {
    compare("length", recorded.path("body_length").asText(), "" + body.length(), differences);
    String start = AnswerPlaceholders.in(recorded.path("body_start").asText());
    String end = AnswerPlaceholders.in(recorded.path("body_end").asText());
    String placed = AnswerPlaceholders.in(body);
    if (!placed.startsWith(start) || !placed.endsWith(end)) {
      differences.add("body: its start or its end");
    }
  }

  private static void compare(
      String part, String expected, String actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add(part + ": real " + expected + "\n      double " + actual);
    }
  }
}
