package io.soma.memory.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contestants that take turns in the rounds of one run, so that all see the same machine. */
public final class Contest {

  private final Map<String, Round> contestants = new LinkedHashMap<>();

  /** One turn of one contestant. */
  @FunctionalInterface
  public interface Round {
    Turn measure() throws Exception;
  }

  /** Adds a contestant. */
  public Contest with(String name, Round round) {
    contestants.put(name, round);
    return this;
  }

  /**
   * Runs the rounds, and says each figure. The first contestant changes from round to round.
   *
   * @param unit of the figures, in a word
   */
  public Standings run(Report report, int rounds, String unit) throws Exception {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    List<Map.Entry<String, Round>> order = new ArrayList<>(contestants.entrySet());
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, Round> contestant : order) {
        String name = contestant.getKey();
        Turn turn = contestant.getValue().measure();
        turns.computeIfAbsent(name, n -> new ArrayList<>()).add(turn);
        report.say(
            "round %d  %-24s %10.0f %s; processor %.1f us each: %s",
            round,
            name,
            turn.figure(),
            unit,
            turn.processorMicros(),
            turn.spent().describe(turn.operations()));
      }
      Collections.rotate(order, 1);
    }
    return new Standings(turns);
  }
}
