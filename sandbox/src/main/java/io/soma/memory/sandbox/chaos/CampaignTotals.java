package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.history.Violation;
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
        "CAMPAIGN runs=%d troubles=%d acknowledged=%d stored=%d lost=%d phantom=%d stale=%d"
            + " order=%d other=%d duplicate_effects=%d late_effects=%d failed=%d discarded=%d"
            + " lost_tail=%d unacknowledged=%d broken_runs=%d",
        outcomes.size(),
        sum(Outcome::troubles),
        acknowledged,
        acknowledged - lost,
        lost,
        sum(outcome -> outcome.findings().count(Violation.Kind.PHANTOM)),
        count(outcome -> outcome.findings().stale()),
        sum(outcome -> outcome.findings().count(Violation.Kind.ORDER)),
        sum(CampaignTotals::others),
        count(outcome -> outcome.findings().duplicateEffects()),
        count(outcome -> outcome.findings().lateEffects()),
        sum(outcome -> outcome.ends().failed()),
        sum(outcome -> outcome.ends().discarded()),
        sum(outcome -> outcome.ends().lostTail()),
        sum(Outcome::unacknowledged),
        outcomes.stream().filter(outcome -> !outcome.isGood()).count());
  }

  private static long others(Outcome outcome) {
    return outcome.findings().others().stream()
            .filter(each -> each.kind() != Violation.Kind.PHANTOM)
            .filter(each -> each.kind() != Violation.Kind.ORDER)
            .count()
        + outcome.complaints().size();
  }

  private long count(Function<Outcome, List<String>> of) {
    return sum(outcome -> of.apply(outcome).size());
  }

  private long sum(ToLongFunction<Outcome> of) {
    return outcomes.stream().mapToLong(of).sum();
  }
}
