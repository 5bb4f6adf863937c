package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.util.ArrayList;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds every receipt against what the memory service did, by the service's own log of effects and
 * its own data; it asks nothing of the client under test.
 */
public final class ReceiptCheck {

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d+)");

  private final List<CheckedWrite> writes;
  private final List<EffectRecord> effects;
  private final BiFunction<String, String, Optional<MemoryRecord>> memory;

  /**
   * A check of one run.
   *
   * @param memory what the service holds for a tenant at a coordinate
   */
  public ReceiptCheck(
      List<CheckedWrite> writes,
      List<EffectRecord> effects,
      BiFunction<String, String, Optional<MemoryRecord>> memory) {
    this.writes = writes;
    this.effects = effects;
    this.memory = memory;
  }

  /** Looks at all of it. */
  public Findings findings() {
    Set<String> effective = new HashSet<>();
    List<String> duplicates =
        effects.stream()
            .map(EffectRecord::requestId)
            .filter(request -> !effective.add(request))
            .toList();
    List<CheckedWrite> stored =
        acknowledged().filter(write -> effective.contains(write.requestId())).toList();
    List<String> stale = overtaken();
    stale.addAll(outdated(stored));
    return new Findings(acknowledged().count(), lost(), stale, duplicates);
  }

  /** The request ids of acknowledged writes that took no effect, or none yet. */
  public List<String> lost() {
    Set<String> effective =
        effects.stream().map(EffectRecord::requestId).collect(Collectors.toSet());
    return acknowledged()
        .map(CheckedWrite::requestId)
        .filter(request -> !effective.contains(request))
        .toList();
  }

  private Stream<CheckedWrite> acknowledged() {
    return writes.stream().filter(CheckedWrite::acknowledged);
  }

  /** Effects that replaced a newer write of the same key. */
  private List<String> overtaken() {
    Map<String, CheckedWrite> byRequest = new HashMap<>();
    writes.forEach(write -> byRequest.put(write.requestId(), write));
    Map<String, Long> newest = new HashMap<>();
    List<String> overtaken = new ArrayList<>();
    for (EffectRecord effect : effects) {
      CheckedWrite write = byRequest.get(effect.requestId());
      if (write != null
          && newest.merge(write.place(), write.sequence(), Math::max) > write.sequence()) {
        overtaken.add(write.requestId());
      }
    }
    return overtaken;
  }

  /** Keys that hold an older write than their last acknowledged one, though that took effect. */
  private List<String> outdated(List<CheckedWrite> stored) {
    Map<String, CheckedWrite> last = new HashMap<>();
    stored.stream()
        .sorted(Comparator.comparingLong(CheckedWrite::sequence))
        .forEach(write -> last.put(write.place(), write));
    return last.values().stream()
        .filter(write -> held(write) < write.sequence())
        .map(CheckedWrite::requestId)
        .toList();
  }

  private long held(CheckedWrite write) {
    return memory
        .apply(write.tenant(), write.coordinate())
        .map(held -> SEQUENCE.matcher(held.payload()))
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .orElse(-1L);
  }
}
