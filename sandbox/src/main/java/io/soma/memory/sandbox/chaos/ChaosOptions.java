package io.soma.memory.sandbox.chaos;

import java.util.List;
import java.util.Locale;

/**
 * What a campaign does.
 *
 * @param tenants how many write
 * @param seconds how long they write
 * @param rate writes per second of all tenants together
 * @param seed of which trouble comes when
 * @param troubles those that may come
 */
public record ChaosOptions(int tenants, int seconds, int rate, long seed, List<Trouble> troubles) {
  public ChaosOptions {
    troubles = List.copyOf(troubles);
  }

  /** The command that runs the same. */
  String command() {
    String names =
        troubles.size() == Trouble.values().length
            ? ""
            : " --troubles "
                + String.join(",", troubles.stream().map(Trouble::optionName).toList());
    return String.format(
        Locale.ROOT,
        "./soma chaos --tenants %d --seconds %d --rate %d --seed %d%s",
        tenants,
        seconds,
        rate,
        seed,
        names);
  }
}
