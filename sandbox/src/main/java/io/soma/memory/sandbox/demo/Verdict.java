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

  String line() {
    return findings.line() + String.format(Locale.ROOT, " healthy_p99_ratio=%.2f", healthyP99Ratio);
  }
}
