package io.soma.memory.benchmarks.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much of another tenant's backlog the broker took in before a single event.
 *
 * @param batches of the other, since the event was committed
 * @param batchesSinceTheCall the same, with the time that its commit took
 * @param millis from its commit to the broker
 */
record Delay(double batches, double batchesSinceTheCall, double millis) {

  /** The default of SOMABRAIN_OUTBOX_BATCH_SIZE. */
  static final int BATCH = 500;

  /**
   * Of the events that were committed while the backlog arrived, however late they came themselves.
   * An arrival within the first or last millisecond of a wait counts as before the event: the
   * clocks are no finer, and this way the result is never too good.
   *
   * @param backlog when each of the backlog's events arrived, ascending
   * @param events in order
   * @param arrived when each of them arrived
   */
  static List<Delay> all(long[] backlog, List<SingleEvent> events, long[] arrived) {
    List<Delay> delays = new ArrayList<>();
    for (int i = 0; i < arrived.length; i++) {
      SingleEvent event = events.get(i);
      if (backlog[0] <= event.committed() && event.committed() < backlog[backlog.length - 1]) {
        delays.add(
            new Delay(
                batches(backlog, event.committed(), arrived[i]),
                batches(backlog, event.called(), arrived[i]),
                arrived[i] - event.committed()));
      }
    }
    return delays;
  }

  /** The one that so many hundredths are no longer than. */
  static double percentile(int hundredths, List<Delay> delays, ToDoubleFunction<Delay> figure) {
    double[] sorted = delays.stream().mapToDouble(figure).sorted().toArray();
    return sorted[Math.min(sorted.length * hundredths / 100, sorted.length - 1)];
  }

  private static double batches(long[] backlog, long since, long until) {
    return Math.max(0, before(backlog, until + 1) - before(backlog, since)) / (double) BATCH;
  }

  private static long before(long[] backlog, long time) {
    return Arrays.stream(backlog).filter(each -> each < time).count();
  }
}
