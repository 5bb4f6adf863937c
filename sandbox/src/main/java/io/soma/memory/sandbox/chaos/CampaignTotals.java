package io.soma.memory.sandbox.chaos;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The outcomes of several campaigns together, in the order in which they ran. */
record CampaignTotals(List<Outcome> outcomes) {
  CampaignTotals {
    outcomes = List.copyOf(outcomes);
  }

  /** The result as programs read it. */
  String line() {
    long acknowledged = sum(outcome -> outcome.findings().acknowledged());
    long lost = count(outcome -> outcome.findings().lost());
    return String.format(
        Locale.ROOT,
        "CAMPAIGN runs=%d troubles=%d acknowledged=%d stored=%d lost=%d stale=%d"
            + " duplicate_effects=%d late_effects=%d unacknowledged=%d",
        outcomes.size(),
        sum(Outcome::troubles),
        acknowledged,
        acknowledged - lost,
        lost,
        count(outcome -> outcome.findings().stale()),
        count(outcome -> outcome.findings().duplicateEffects()),
        count(outcome -> outcome.findings().lateEffects()),
        sum(Outcome::unacknowledged));
  }

  private long count(Function<Outcome, List<String>> of) {
    return sum(outcome -> of.apply(outcome).size());
  }

  private long sum(ToLongFunction<Outcome> of) {
    return outcomes.stream().mapToLong(of).sum();
  }
}
