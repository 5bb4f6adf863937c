package io.soma.memory.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of a {@link Contest}.
 *
 * @param figures of each contestant, a figure for each round
 */
public record Standings(Map<String, List<Double>> figures) {

  /** A contestant's middle figure. */
  public double median(String name) {
    return Median.of(of(name));
  }

  /** The middle of the rounds' ratios: what a round has that another has not, both had. */
  public double ratio(String name, String peer) {
    List<Double> ours = of(name);
    List<Double> theirs = of(peer);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round) / theirs.get(round));
    }
    return Median.of(ratios);
  }

  private List<Double> of(String name) {
    List<Double> found = figures.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nobody called " + name + " took part");
    }
    return found;
  }
}
