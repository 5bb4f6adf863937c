package io.soma.memory.gateway.serve;

import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.ports.driven.MetricsExport;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Keeps what each turn offers, and notes its end with an empty list; found on the class path. */
public final class RecordingExport implements MetricsExport {

  static final BlockingQueue<List<String>> OFFERED = new LinkedBlockingQueue<>();

  @Override
  public void offer(Supplier<List<MetricFamily>> metrics) {
    OFFERED.add(metrics.get().stream().map(MetricFamily::name).toList());
  }

  @Override
  public void close() {
    OFFERED.add(List.of());
  }
}
