package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.history.HistoryCheck;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.HistoryRules;
import io.soma.memory.testkit.history.Violation;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds every receipt against what the memory service did, by the service's own log of effects and
 * its own data; it asks nothing of the client under test.
 *
 * <p>The promises are judged by {@link HistoryCheck}, as the simulator's are. What a history cannot
 * say is here: that the service holds what its log ends with, and the numbers of effects that are
 * counted and break no promise.
 */
public final class ReceiptCheck {

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d+)");

  private final Map<String, CheckedWrite> writes;
  private final Set<String> acknowledged;
  private final Set<String> excused;
  private final List<EffectRecord> effects;
  private final List<HistoryEvent> history;
  private final BiFunction<String, String, Optional<MemoryRecord>> memory;
  private final CheckRules rules;

  /**
   * A check of one run.
   *
   * @param memory the service's memory of a tenant at a coordinate
   */
  public ReceiptCheck(
      WriteHistory callers,
      List<EffectRecord> effects,
      BiFunction<String, String, Optional<MemoryRecord>> memory,
      CheckRules rules) {
    this.writes = callers.writes();
    this.acknowledged = callers.acknowledged();
    this.excused = callers.excused();
    this.effects = effects;
    this.history = new ServiceEffects(writes, rules).between(callers.events(), effects);
    this.memory = memory;
    this.rules = rules;
  }

  /** Looks at all of it. */
  public Findings findings() {
    List<Violation> violations =
        HistoryCheck.violations(history, new HistoryRules(rules.honoursKeys(), rules.ordered()));
    Set<String> stale = new LinkedHashSet<>(ids(violations, Violation.Kind.STALE));
    stale.addAll(notHeld());
    List<Violation> others =
        violations.stream()
            .filter(each -> each.kind() != Violation.Kind.LOST)
            .filter(each -> each.kind() != Violation.Kind.STALE)
            .toList();
    return new Findings(
        acknowledged.size(),
        ids(violations, Violation.Kind.LOST),
        List.copyOf(stale),
        duplicates(stale),
        others,
        late());
  }

  private static List<String> ids(List<Violation> violations, Violation.Kind kind) {
    return violations.stream()
        .filter(violation -> violation.kind() == kind)
        .map(Violation::write)
        .distinct()
        .toList();
  }

  /** The whole history, callers and service, in its order. */
  public List<HistoryEvent> history() {
    return history;
  }

  /** Whether something acknowledged took no effect yet, which it must. */
  public boolean isAnyOutstanding() {
    Set<String> effective = effective();
    return acknowledged.stream()
        .filter(id -> !effective.contains(id) && !excused.contains(id))
        .anyMatch(id -> !write(id).mayFail());
  }

  /** The writes that took effect. */
  public Set<String> effective() {
    Set<String> effective = new HashSet<>();
    effects.forEach(effect -> effective.add(ServiceEffects.idOf(effect)));
    return effective;
  }

  /** Effects of a write beyond its first, stale and late ones left out. */
  private List<String> duplicates(Set<String> stale) {
    Set<String> seen = new HashSet<>();
    return known().stream()
        .filter(effect -> !rules.isLate(effect))
        .map(ServiceEffects::idOf)
        .filter(id -> !seen.add(id) && !stale.contains(id))
        .toList();
  }

  private List<String> late() {
    return known().stream().filter(rules::isLate).map(ServiceEffects::idOf).toList();
  }

  private List<EffectRecord> known() {
    return effects.stream()
        .filter(effect -> writes.containsKey(ServiceEffects.idOf(effect)))
        .toList();
  }

  /** The last effects of addresses that hold something older. */
  private List<String> notHeld() {
    Map<String, EffectRecord> last = new HashMap<>();
    known().forEach(effect -> last.put(write(effect).address(), effect));
    List<String> notHeld = new ArrayList<>();
    last.values().stream()
        .filter(effect -> held(effect) < write(effect).sequence())
        .forEach(effect -> notHeld.add(write(effect).id()));
    return notHeld;
  }

  private CheckedWrite write(EffectRecord effect) {
    return write(ServiceEffects.idOf(effect));
  }

  private CheckedWrite write(String id) {
    return Objects.requireNonNull(writes.get(id));
  }

  private long held(EffectRecord last) {
    return memory
        .apply(last.tenant(), last.coordinate())
        .map(held -> SEQUENCE.matcher(held.payload()))
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .orElse(-1L);
  }
}
