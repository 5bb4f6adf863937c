package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.Findings;
import io.soma.memory.testkit.history.Violation;
import io.soma.memory.testkit.server.memory.EffectRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a campaign.
 *
 * @param unacknowledged writes that no gateway took, though nothing was in trouble any more
 * @param ends acknowledged writes that may have no effect
 * @param troubles how many there were
 * @param complaints other failures
 * @param said all that each service said
 * @param effects all that the memory service did, in its order
 * @param edn the history, for other checkers
 */
record Outcome(
    Findings findings,
    RowEnds ends,
    long unacknowledged,
    int troubles,
    List<String> complaints,
    List<List<String>> said,
    List<EffectRecord> effects,
    List<String> edn) {

  private static final int EXAMPLES = 10;

  boolean isGood() {
    return findings.isGood() && unacknowledged == 0 && complaints.isEmpty();
  }

  /** The problems, in words, a line each. */
  List<String> wrongs() {
    List<String> wrongs = new ArrayList<>(complaints);
    add(wrongs, "lost", findings.lost());
    add(wrongs, "stale", findings.stale());
    add(wrongs, "broken promise", findings.others().stream().map(Violation::toString).toList());
    if (unacknowledged > 0) {
      wrongs.add(unacknowledged + " writes were never acknowledged, though all was well again");
    }
    return wrongs;
  }

  String line() {
    return findings.line() + " unacknowledged=" + unacknowledged + " troubles=" + troubles;
  }

  private static void add(List<String> wrongs, String what, List<String> ids) {
    ids.stream().limit(EXAMPLES).forEach(id -> wrongs.add(what + ": " + id));
    if (ids.size() > EXAMPLES) {
      wrongs.add(what + ": " + (ids.size() - EXAMPLES) + " more");
    }
  }
}
