package io.soma.memory.sandbox.demo;

import java.util.Locale;

/**
 * What the check found.
 *
 * @param acknowledged writes with a receipt
 * @param stored those of them that took effect
 * @param stale effects of an older write after a newer one of the same key, and keys that hold less
 *     than their last receipt promised
 * @param duplicateEffects effects of a write beyond its first
 * @param diverted writes of healthy tenants that were refused or queued while only another tenant
 *     hung
 * @param healthyP99Ratio healthy tenants' p99 while one tenant hung, as a multiple of before
 */
record Verdict(
    long acknowledged,
    long stored,
    long stale,
    long duplicateEffects,
    long diverted,
    double healthyP99Ratio) {

  long lost() {
    return acknowledged - stored;
  }

  boolean isGood() {
    return acknowledged > 0 && lost() == 0 && stale == 0 && duplicateEffects == 0 && diverted == 0;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "RESULT acknowledged=%d stored=%d lost=%d stale=%d duplicate_effects=%d"
            + " healthy_p99_ratio=%.2f",
        acknowledged,
        stored,
        lost(),
        stale,
        duplicateEffects,
        healthyP99Ratio);
  }
}
