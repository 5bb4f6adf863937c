package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.server.memory.EffectRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service's effects in their order, each in one class: a write's first, a duplicate, a stale
 * one or a late one.
 *
 * <p>Late effects are taken out before the others are judged, as no client can prevent them: a
 * write that a late effect overwrites is not stale, and a late effect makes no later write stale. A
 * write with only a late effect has taken effect all the same.
 */
final class EffectHistory {

  private static final Pattern ID = Pattern.compile("\"write\"\\s*:\\s*\"([^\"]+)\"");

  private final CheckRules rules;
  private final Set<String> effective = new HashSet<>();
  private final Set<String> inTime = new HashSet<>();
  private final Map<String, Long> newest = new HashMap<>();
  private final Map<String, Effect> last = new HashMap<>();
  private final List<CheckedWrite> duplicates = new ArrayList<>();
  private final List<String> stale = new ArrayList<>();
  private final List<String> late = new ArrayList<>();

  private EffectHistory(CheckRules rules) {
    this.rules = rules;
  }

  /** The history of these writes; effects of others are left out. */
  static EffectHistory of(List<CheckedWrite> writes, List<EffectRecord> effects, CheckRules rules) {
    Map<String, CheckedWrite> byId = new HashMap<>();
    writes.forEach(write -> byId.put(write.id(), write));
    EffectHistory history = new EffectHistory(rules);
    for (EffectRecord effect : effects) {
      CheckedWrite write = byId.get(idOf(effect));
      if (write != null) {
        history.add(new Effect(write, effect, rules.isLate(effect)));
      }
    }
    return history;
  }

  private void add(Effect effect) {
    CheckedWrite write = effect.write();
    effective.add(write.id());
    last.put(write.address(), effect);
    if (effect.late()) {
      late.add(write.id());
      return;
    }
    boolean first = inTime.add(write.id());
    if (newest.merge(write.address(), write.sequence(), Math::max) > write.sequence()) {
      stale.add(write.id());
    } else if (!first) {
      duplicates.add(write);
    }
  }

  /** Whether the service ever executed it. */
  boolean hasEffect(CheckedWrite write) {
    return effective.contains(write.id());
  }

  /** The last effect on the address of a write that has an effect. */
  Effect last(CheckedWrite write) {
    return Objects.requireNonNull(last.get(write.address()));
  }

  /** Effects that replaced a newer write of the same key. */
  List<String> stale() {
    return List.copyOf(stale);
  }

  /** Effects of a write beyond its first that replaced nothing newer. */
  List<String> duplicates() {
    return duplicates.stream().map(CheckedWrite::id).toList();
  }

  /** Those of the duplicates that the service's kind forbids. */
  List<String> forbiddenDuplicates() {
    return duplicates.stream().filter(rules::forbidsRepeat).map(CheckedWrite::id).toList();
  }

  /** Effects that no client could prevent. */
  List<String> late() {
    return List.copyOf(late);
  }

  private static String idOf(EffectRecord effect) {
    Matcher id = ID.matcher(effect.payload());
    return id.find() ? id.group(1) : "";
  }

  /** The service's effects of a write. */
  record Effect(CheckedWrite write, EffectRecord done, boolean late) {}
}
