package io.soma.memory.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The results of a {@link Contest}.
 *
 * @param turns the turns of each contestant, one for each round
 */
public record Standings(Map<String, List<Turn>> turns) {

  /** A contestant's median figure. */
  public double median(String name) {
    return Median.of(of(name, Turn::figure));
  }

  /** A contestant's median processor time for one operation, in microseconds. */
  public double processorMicros(String name) {
    return Median.of(of(name, Turn::processorMicros));
  }

  /** The median of the rounds' ratios of figures: a disturbance affects both. */
  public double ratio(String name, String peer) {
    return ratio(name, peer, Turn::figure);
  }

  /** The median of the rounds' ratios of processor time. */
  public double processorRatio(String name, String peer) {
    return ratio(name, peer, Turn::processorMicros);
  }

  private double ratio(String name, String peer, ToDoubleFunction<Turn> figure) {
    List<Double> ours = of(name, figure);
    List<Double> theirs = of(peer, figure);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round) / theirs.get(round));
    }
    return Median.of(ratios);
  }

  private List<Double> of(String name, ToDoubleFunction<Turn> figure) {
    List<Turn> found = turns.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no contestant is called " + name);
    }
    return found.stream().map(figure::applyAsDouble).toList();
  }
}
