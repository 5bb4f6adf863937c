package io.soma.memory.sandbox.demo;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** One tenant's line on the screen. */
record TenantRow(
    String tenant, String circuit, long stored, long queued, long pending, double p99Millis) {

  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-11s %-10s %9s %9s %11s %10s",
          "tenant",
          "circuit",
          "stored",
          "queued",
          "undelivered",
          "p99");

  String line() {
    return String.format(
        Locale.ROOT,
        "%-11s %-10s %9d %9d %11d %7.1f ms",
        tenant,
        circuit,
        stored,
        queued,
        pending,
        p99Millis);
  }

  /** Whether a person should look at it. */
  boolean isTroubled() {
    return !circuit.equals("closed") || pending > 0;
  }

  static long sum(List<TenantRow> rows, ToLongFunction<TenantRow> what) {
    return rows.stream().mapToLong(what).sum();
  }
}
