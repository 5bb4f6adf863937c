package io.soma.memory.testkit.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An answer of a transcript, and how another answer differs from it. */
public final class RecordedAnswer {
  private static final List<String> HEADERS =
      List.of("allow", "location", "www-authenticate", "retry-after", "content-encoding", "vary");

  private final JsonNode recorded;
  private final boolean byMeaning;

  private RecordedAnswer(JsonNode recorded, boolean byMeaning) {
    this.recorded = recorded;
    this.byMeaning = byMeaning;
  }

  /** One that another answer has to be like byte for byte. */
  public static RecordedAnswer exactly(JsonNode recorded) {
    return new RecordedAnswer(recorded, false);
  }

  /** An answer that matches also with other spellings of its JSON, and with further headers. */
  public static RecordedAnswer inMeaning(JsonNode recorded) {
    return new RecordedAnswer(recorded, true);
  }

  /** The differences, in words; empty if there are none. */
  public List<String> differences(WireAnswer answer) {
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
      if (byMeaning && !headers.has(name)) {
        continue;
      }
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
    String placed = AnswerPlaceholders.in(expected);
    String actual = AnswerPlaceholders.in(body);
    if (!byMeaning || !JsonTexts.meanTheSame(placed, actual)) {
      compare("body", placed, actual, differences);
    }
  }

  private void compareFirstLines(String body, List<String> differences) {
    List<String> expected = new ArrayList<>();
    recorded.path("body_first_lines").forEach(line -> expected.add(line.asText()));
    String actual = body.lines().limit(expected.size()).collect(Collectors.joining("\n"));
    compare("first lines", String.join("\n", expected), actual, differences);
  }

  private void compareEnds(String body, List<String> differences) {
    if (byMeaning) {
      return;
    }
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
      differences.add(part + ": real " + expected + "\n      ours " + actual);
    }
  }
}
