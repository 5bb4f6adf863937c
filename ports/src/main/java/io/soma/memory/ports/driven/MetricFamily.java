package io.soma.memory.ports.driven;

import java.util.List;
import java.util.Map;

/**
 * One metric with its present values.
 *
 * @param name as on the page of Prometheus
 * @param help its meaning
 * @param isCounter whether it only grows; else it is a gauge
 */
public record MetricFamily(String name, String help, boolean isCounter, List<Sample> samples) {

  /** Copies the list. */
  public MetricFamily {
    samples = List.copyOf(samples);
  }

  /** The value for one set of labels. */
  public record Sample(Map<String, String> labels, double value) {

    /** Copies the labels. */
    public Sample {
      labels = Map.copyOf(labels);
    }
  }
}
