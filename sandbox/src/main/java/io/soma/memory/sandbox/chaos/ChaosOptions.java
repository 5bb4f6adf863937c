package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The options of a campaign.
 *
 * @param tenants how many write
 * @param seconds how long they write
 * @param rate writes per second of all tenants together
 * @param seed of which trouble comes when
 * @param troubles those that may come
 * @param memoryService the memory service's treatment of idempotency keys
 */
public record ChaosOptions(
    int tenants,
    int seconds,
    int rate,
    long seed,
    List<Trouble> troubles,
    MemoryServiceKind memoryService) {

  /** The default of the product. */
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(8);

  /** So short that circuits open while a trouble lasts. */
  private static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

  public ChaosOptions {
    troubles = List.copyOf(troubles);
  }

  /** The same with another seed. */
  ChaosOptions withSeed(long other) {
    return new ChaosOptions(tenants, seconds, rate, other, troubles, memoryService);
  }

  /**
   * The deadline of the services' calls: their usual one at odd seeds, a short one at even ones.
   */
  Duration deadline() {
    return seed % 2 == 0 ? SHORT_DEADLINE : USUAL_DEADLINE;
  }

  /** Whether the database's clock may step. */
  boolean stepsDatabaseClock() {
    return troubles.contains(Trouble.CLOCK_BACK) || troubles.contains(Trouble.CLOCK_AHEAD);
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
        "./soma chaos --tenants %d --seconds %d --rate %d --seed %d --memory-service=%s%s",
        tenants,
        seconds,
        rate,
        seed,
        memoryService.optionName(),
        names);
  }
}
