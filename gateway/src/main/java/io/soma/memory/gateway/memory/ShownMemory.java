package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.write.Coordinate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A memory in the memory service's own words. */
final class ShownMemory {

  private ShownMemory() {}

  static Map<String, Object> of(Memory memory) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("coordinate", Coordinate.parse(memory.coordinate()).parts());
    shown.put("payload", memory.payload());
    shown.put("memory_type", memory.memoryType());
    shown.putAll(memory.details());
    if (memory.score() != null) {
      shown.put("score", memory.score());
    }
    return shown;
  }
}
