package io.soma.memory.gateway.json;

import java.util.List;
import java.util.Map;

/**
 * One field that is wrong, in the shape of the memory service's 422.
 *
 * @param type the kind of error, by the service's own names
 * @param field empty for the body as a whole
 * @param message for people
 */
public record FieldError(String type, String field, String message) {

  /** As the service shows it. */
  public Map<String, Object> shown() {
    List<String> place = field.isEmpty() ? List.of("body", "req") : List.of("body", "req", field);
    return Map.of("type", type, "loc", place, "msg", message);
  }
}
