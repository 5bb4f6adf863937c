package io.soma.memory.http;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's hits out of many pages, in the service's order: those that its query asks for. */
final class OwnHits {

  /** Roughly the limit of one answer: all pages together must not take more of the heap. */
  private static final long MOST_CHARACTERS = BodyLimit.READ.maxBytes();

  private final RecallQuery asked;
  private final Set<String> seen = new HashSet<>();
  private final List<Memory> hits = new ArrayList<>();
  private long characters;

  OwnHits(RecallQuery asked) {
    this.asked = asked;
  }

  /** Takes the next one; a coordinate that was there before is left out, as pages may shift. */
  void add(Memory memory) {
    if (seen.add(memory.coordinate()) && seen.size() > asked.offset() && !isWhole()) {
      hits.add(memory);
      characters += characters(memory.payload());
    }
  }

  int size() {
    return hits.size();
  }

  /** Whether there are as many as the query asks for. */
  boolean isWhole() {
    return hits.size() == asked.topK();
  }

  /** Whether they are more than one answer may hold. */
  boolean isTooLarge() {
    return characters > MOST_CHARACTERS;
  }

  List<Memory> list() {
    return List.copyOf(hits);
  }

  private static long characters(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    long sum = 8;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> field : map.entrySet()) {
        sum += characters(field.getKey()) + characters(field.getValue());
      }
    } else if (value instanceof Iterable<?> list) {
      for (Object item : list) {
        sum += characters(item);
      }
    }
    return sum;
  }
}
