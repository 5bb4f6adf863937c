package io.soma.memory.gateway.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One field that is wrong, in the shape of the memory service's 422.
 *
 * @param type the kind of error, by the service's own names
 * @param place where the field is: {@code body}, {@code req}, and its name
 * @param message for people
 * @param context what some kinds of error say beside; empty for the others
 */
public record FieldError(
    String type, List<String> place, String message, Map<String, String> context) {

  public FieldError {
    place = List.copyOf(place);
    context = Map.copyOf(context);
  }

  /** As the service shows it. */
  public Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", type);
    shown.put("loc", place);
    shown.put("msg", message);
    if (!context.isEmpty()) {
      shown.put("ctx", context);
    }
    return shown;
  }

  /** Of a field in something that is at a place itself. */
  static FieldError of(List<String> within, String type, String field, String message) {
    List<String> place = new ArrayList<>(within);
    place.add(field);
    return new FieldError(type, place, message, Map.of());
  }
}
