package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares every receipt with the memory service's own log of effects and its own data; it takes no
 * data from the client under test.
 */
public final class ReceiptCheck {

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d+)");

  private final List<CheckedWrite> writes;
  private final EffectHistory history;
  private final BiFunction<String, String, Optional<MemoryRecord>> memory;

  /**
   * A check of one run.
   *
   * @param memory the service's memory of a tenant at a coordinate
   */
  public ReceiptCheck(
      List<CheckedWrite> writes,
      List<EffectRecord> effects,
      BiFunction<String, String, Optional<MemoryRecord>> memory,
      CheckRules rules) {
    this.writes = List.copyOf(writes);
    this.history = EffectHistory.of(writes, effects, rules);
    this.memory = memory;
  }

  /** Looks at all of it. */
  public Findings findings() {
    List<String> stale = new ArrayList<>(history.stale());
    stale.addAll(outdated());
    return new Findings(
        acknowledged().count(),
        lost(),
        stale,
        history.duplicates(),
        history.forbiddenDuplicates(),
        history.late());
  }

  /** The ids of acknowledged writes that took no effect, or none yet. */
  public List<String> lost() {
    return acknowledged().filter(write -> !history.hasEffect(write)).map(CheckedWrite::id).toList();
  }

  private Stream<CheckedWrite> acknowledged() {
    return writes.stream().filter(CheckedWrite::acknowledged);
  }

  /** Keys that hold an older write than their last acknowledged one, though that took effect. */
  private List<String> outdated() {
    Map<String, CheckedWrite> last = new HashMap<>();
    acknowledged()
        .filter(history::hasEffect)
        .sorted(Comparator.comparingLong(CheckedWrite::sequence))
        .forEach(write -> last.put(write.address(), write));
    return last.values().stream()
        .filter(write -> held(write) < due(write))
        .map(CheckedWrite::id)
        .toList();
  }

  /** The least that its address has to hold: a late effect at the end is all that excuses less. */
  private long due(CheckedWrite write) {
    EffectHistory.Effect last = history.last(write);
    return last.late() ? Math.min(last.write().sequence(), write.sequence()) : write.sequence();
  }

  private long held(CheckedWrite write) {
    EffectRecord last = history.last(write).done();
    return memory
        .apply(last.tenant(), last.coordinate())
        .map(held -> SEQUENCE.matcher(held.payload()))
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .orElse(-1L);
  }
}
