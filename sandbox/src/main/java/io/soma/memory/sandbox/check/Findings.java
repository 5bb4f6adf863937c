package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.history.Violation;
import java.util.List;
import java.util.Locale;

/**
 * The findings of a check; writes are named by their ids.
 *
 * @param acknowledged how many writes have a receipt
 * @param lost those of them that took no effect
 * @param stale effects of an older write after a newer one of the same key, and the last receipts
 *     of keys that hold less than they promised
 * @param duplicateEffects effects of a write beyond its first, with nothing newer of its key
 *     between
 * @param others what breaks any other promise
 * @param lateEffects effects that no client could prevent any more
 */
public record Findings(
    long acknowledged,
    List<String> lost,
    List<String> stale,
    List<String> duplicateEffects,
    List<Violation> others,
    List<String> lateEffects) {

  public Findings {
    lost = List.copyOf(lost);
    stale = List.copyOf(stale);
    duplicateEffects = List.copyOf(duplicateEffects);
    others = List.copyOf(others);
    lateEffects = List.copyOf(lateEffects);
  }

  /** Whether every promise held, and there was something to hold it by. */
  public boolean isGood() {
    return acknowledged > 0 && lost.isEmpty() && stale.isEmpty() && others.isEmpty();
  }

  /** How many of the others break this promise. */
  public long count(Violation.Kind kind) {
    return others.stream().filter(each -> each.kind() == kind).count();
  }

  /** The result as programs read it. */
  public String line() {
    return "RESULT " + counts();
  }

  /** The counts of the result. */
  public String counts() {
    return String.format(
        Locale.ROOT,
        "acknowledged=%d stored=%d lost=%d stale=%d duplicate_effects=%d late_effects=%d",
        acknowledged,
        acknowledged - lost.size(),
        lost.size(),
        stale.size(),
        duplicateEffects.size(),
        lateEffects.size());
  }
}
