package io.soma.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The memory service's description of an error: a text, a list of mistakes, or plain text. */
final class ErrorDetail {

  private static final int MISTAKES_SHOWN = 5;

  private ErrorDetail() {}

  static String of(byte[] body) {
    try {
      JsonNode detail = ServiceJson.tree(body).path("detail");
      if (detail.isTextual()) {
        return detail.textValue();
      }
      return detail.isArray() ? mistakes(detail) : "no detail";
    } catch (IOException e) {
      return plainText(body);
    }
  }

  private static String mistakes(JsonNode list) {
    List<String> mistakes = new ArrayList<>();
    for (JsonNode mistake : list) {
      if (mistakes.size() == MISTAKES_SHOWN) {
        break;
      }
      mistakes.add(place(mistake.path("loc")) + ": " + mistake.path("msg").asText());
    }
    return String.join("; ", mistakes);
  }

  private static String place(JsonNode loc) {
    List<String> steps = new ArrayList<>();
    loc.forEach(step -> steps.add(step.asText()));
    return String.join(".", steps);
  }

  private static String plainText(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.isEmpty() || text.startsWith("<") ? "no detail" : text;
  }
}
