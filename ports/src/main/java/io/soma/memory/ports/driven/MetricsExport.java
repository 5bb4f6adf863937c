package io.soma.memory.ports.driven;

import java.util.List;
import java.util.function.Supplier;

/**
 * Shows the metrics elsewhere than on the page of Prometheus; found with {@link
 * java.util.ServiceLoader}. One thread calls.
 */
public interface MetricsExport extends AutoCloseable {

  /**
   * Offers the metrics; to be called again and again, as some come later, and the place where they
   * are shown may come later too. One that is shown already stays.
   *
   * @param metrics reads all that there are, in any thread and at any time until {@link #close}
   */
  void offer(Supplier<List<MetricFamily>> metrics);

  /** Shows nothing from now on. */
  @Override
  void close();
}
