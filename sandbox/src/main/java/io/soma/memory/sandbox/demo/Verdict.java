package io.soma.memory.sandbox.demo;

import io.soma.memory.sandbox.check.Findings;
import java.util.Locale;

/**
 * How a demo went.
 *
 * @param diverted writes of healthy tenants that were refused or queued while only another tenant
 *     hung
 * @param healthyP99Ratio healthy tenants' p99 while one tenant hung, as a multiple of before
 */
record Verdict(Findings findings, long diverted, double healthyP99Ratio) {

  boolean isGood() {
    return findings.isGood() && diverted == 0;
  }

  /** The result as people read it. */
  String sentence() {
    if (findings.acknowledged() == 0) {
      return "No write was acknowledged, so that nothing could be checked.";
    }
    if (!findings.lost().isEmpty()) {
      return count("%d of %d acknowledged writes are LOST.", findings.lost().size());
    }
    if (!findings.stale().isEmpty()) {
      return count(
          "%d times an OLDER write won, of %d acknowledged ones.", findings.stale().size());
    }
    if (!findings.others().isEmpty()) {
      return count("%d promises are BROKEN, of %d acknowledged writes.", findings.others().size());
    }
    return diverted > 0
        ? count("All took effect, but %d writes of %d were DIVERTED by another tenant.", diverted)
        : String.format(
            Locale.ROOT,
            "All %d acknowledged writes took effect, and a tenant that hung disturbed no other.",
            findings.acknowledged());
  }

  private String count(String words, long wrong) {
    return String.format(Locale.ROOT, words, wrong, findings.acknowledged());
  }

  /** The same as programs read it. */
  String line() {
    return findings.line() + String.format(Locale.ROOT, " healthy_p99_ratio=%.2f", healthyP99Ratio);
  }
}
