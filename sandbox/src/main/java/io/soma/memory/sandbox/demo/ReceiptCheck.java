package io.soma.memory.sandbox.demo;

import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds every receipt against what the memory service did, by the service's own log of effects and
 * its own data; it asks nothing of the client under test.
 */
final class ReceiptCheck {

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d+)");

  private final List<WriteRecord> writes;
  private final List<EffectRecord> effects;
  private final BiFunction<String, String, Optional<MemoryRecord>> memory;

  /**
   * A check of one demo.
   *
   * @param memory what the service holds for a tenant at a coordinate
   */
  ReceiptCheck(
      List<WriteRecord> writes,
      List<EffectRecord> effects,
      BiFunction<String, String, Optional<MemoryRecord>> memory) {
    this.writes = writes;
    this.effects = effects;
    this.memory = memory;
  }

  Verdict verdict(long diverted, double healthyP99Ratio) {
    Set<String> effective = new HashSet<>();
    long duplicates = effects.stream().filter(e -> !effective.add(e.requestId())).count();
    List<WriteRecord> acknowledged =
        writes.stream().filter(write -> write.outcome().acknowledged()).toList();
    long stored = acknowledged.stream().filter(w -> effective.contains(w.requestId())).count();
    return new Verdict(
        acknowledged.size(),
        stored,
        overtaken() + outdated(acknowledged, effective),
        duplicates,
        diverted,
        healthyP99Ratio);
  }

  /** Effects that replaced a newer write of the same key. */
  private long overtaken() {
    Map<String, WriteRecord> byRequest = new HashMap<>();
    writes.forEach(write -> byRequest.put(write.requestId(), write));
    Map<String, Long> newest = new HashMap<>();
    long overtaken = 0;
    for (EffectRecord effect : effects) {
      WriteRecord write = byRequest.get(effect.requestId());
      if (write != null) {
        long before = newest.merge(keyOf(write), write.sequence(), Math::max);
        overtaken += before > write.sequence() ? 1 : 0;
      }
    }
    return overtaken;
  }

  /** Keys that hold an older write than their last acknowledged one, though that took effect. */
  private long outdated(List<WriteRecord> acknowledged, Set<String> effective) {
    Map<String, WriteRecord> last = new HashMap<>();
    acknowledged.stream()
        .filter(write -> effective.contains(write.requestId()))
        .sorted(Comparator.comparingLong(WriteRecord::sequence))
        .forEach(write -> last.put(keyOf(write), write));
    return last.values().stream().filter(write -> held(write) < write.sequence()).count();
  }

  private long held(WriteRecord write) {
    return memory
        .apply(Writer.tenantName(write.tenant()), write.coordinate())
        .map(held -> SEQUENCE.matcher(held.payload()))
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .orElse(-1L);
  }

  private static String keyOf(WriteRecord write) {
    return write.tenant() + " " + write.key();
  }
}
