package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A memory in the memory service's own words. */
final class ShownMemory {

  private ShownMemory() {}

  /** A coordinate as a list of doubles, negative zeros among them. */
  static List<Double> numbers(String coordinate) {
    return Arrays.stream(NumericCoordinates.parse(coordinate).text().split(","))
        .map(Double::valueOf)
        .toList();
  }

  static Map<String, Object> of(Memory memory) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("coordinate", numbers(memory.coordinate()));
    shown.put("payload", memory.payload());
    shown.put("memory_type", memory.memoryType());
    shown.putAll(memory.details());
    if (memory.score() != null) {
      shown.put("score", memory.score());
    }
    return shown;
  }
}
