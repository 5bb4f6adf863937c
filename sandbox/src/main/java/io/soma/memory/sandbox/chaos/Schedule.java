package io.soma.memory.sandbox.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which trouble comes when, by a seed alone. */
final class Schedule {

  /** Between two troubles of one front. */
  private static final int LEAST_CALM_MILLIS = 300;

  private static final int MOST_CALM_MILLIS = 3_000;

  private Schedule() {}

  /** The steps of each front, one after the other, all over by the end of the writing. */
  static Map<Front, List<Step>> of(ChaosOptions options) {
    Map<Front, List<Step>> steps = new EnumMap<>(Front.class);
    for (Front front : Front.values()) {
      steps.put(front, of(front, options, SeedRandom.of(options.seed(), front.ordinal())));
    }
    return steps;
  }

  private static List<Step> of(Front front, ChaosOptions options, Random random) {
    List<Step> steps = new ArrayList<>();
    long end = options.seconds() * 1000L;
    long now = between(LEAST_CALM_MILLIS, MOST_CALM_MILLIS, random);
    List<Trouble> deck = new ArrayList<>();
    while (true) {
      long begin = now;
      deck.removeIf(trouble -> begin + trouble.hold().least() * 1000L > end);
      if (deck.isEmpty()) {
        // Every trouble comes once before any comes again.
        options.troubles().stream()
            .filter(trouble -> trouble.front() == front)
            .filter(trouble -> begin + trouble.hold().least() * 1000L <= end)
            .forEach(deck::add);
        Collections.shuffle(deck, random);
      }
      if (deck.isEmpty()) {
        return steps;
      }
      Trouble trouble = deck.remove(deck.size() - 1);
      Trouble.Hold hold = trouble.hold();
      long held = between(hold.least() * 1000, hold.most() * 1000, random);
      int which = random.nextInt(front.choices(options));
      steps.add(new Step(trouble, which, begin, Math.min(held, end - begin)));
      now = begin + held + between(LEAST_CALM_MILLIS, MOST_CALM_MILLIS, random);
    }
  }

  private static long between(int least, int most, Random random) {
    return least + random.nextInt(most - least + 1);
  }
}
