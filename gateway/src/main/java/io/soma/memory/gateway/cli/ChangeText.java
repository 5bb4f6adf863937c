package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What an order came to, for people. */
final class ChangeText {

  private ChangeText() {}

  static String of(JsonNode answer, String done) {
    StringBuilder text = new StringBuilder();
    long events = answer.path(done).asLong();
    text.append(events).append(events == 1 ? " event " : " events ");
    text.append(answer.path("dry_run").asBoolean() ? "would be " + done : done).append('\n');
    for (JsonNode refused : answer.path("refused")) {
      text.append("left alone: ").append(refused.path("id").asText()).append(", ");
      text.append(refused.path("detail").asText());
      text.append(refused.path("forcible").asBoolean() ? " (use --force to override)\n" : "\n");
    }
    return text.toString();
  }

  /** 0, or 1 if an event was left alone. */
  static int exitCode(JsonNode answer) {
    return answer.path("refused").isEmpty() ? 0 : 1;
  }
}
