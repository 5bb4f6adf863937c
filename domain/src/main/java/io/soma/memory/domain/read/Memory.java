package io.soma.memory.domain.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory as the memory service holds it.
 *
 * @param coordinate the parts of its address
 * @param payload the JSON object, as maps, lists, texts, numbers and booleans
 * @param score how well it matches, where it was searched for
 * @param details the service's other fields of the memory, by the service's own names, such as
 *     {@code importance} and {@code created_at}
 */
public record Memory(
    String coordinate,
    Map<String, Object> payload,
    String memoryType,
    @Nullable Double score,
    Map<String, Object> details) {

  /** A memory without further details. */
  public Memory(
      String coordinate, Map<String, Object> payload, String memoryType, @Nullable Double score) {
    this(coordinate, payload, memoryType, score, Map.of());
  }

  /** Leaves the payload out: payloads stay out of logs. */
  @Override
  public String toString() {
    return "Memory[" + coordinate + " " + memoryType + " score=" + score + "]";
  }
}
