package io.soma.memory.sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a campaign.
 *
 * @param tenants how many write
 * @param seconds how long they write
 * @param rate writes per second of all tenants together
 * @param seed of which trouble comes when
 * @param troubles those that may come
 * @param shape what the services run on and how they write
 * @param upgradeFrom the older version that the services begin with; null for today's
 */
public record ChaosOptions(
    int tenants,
    int seconds,
    int rate,
    long seed,
    List<Trouble> troubles,
    DeploymentShape shape,
    @Nullable OlderVersion upgradeFrom) {

  /** The default of the product. */
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(8);

  /** So short that circuits open while a trouble lasts. */
  private static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

  public ChaosOptions {
    troubles = List.copyOf(troubles);
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

  /**
   * The tenants of which every call passes or is never sent, so that their queued writes keep their
   * order: all, if no trouble touches calls to the memory service, else none.
   */
  Set<String> ordered() {
    boolean keepsOrder = upgradeFrom == null && troubles.stream().allMatch(Trouble::sparesCalls);
    return keepsOrder
        ? IntStream.range(0, tenants).mapToObj(Deployment::tenant).collect(Collectors.toSet())
        : Set.of();
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
        "%s./soma chaos --tenants %d --seconds %d --rate %d --seed %d %s%s%s",
        shape.settings(),
        tenants,
        seconds,
        rate,
        seed,
        shape.commandOptions(),
        upgradeFrom == null ? "" : " --upgrade-from " + upgradeFrom.directory(),
        names);
  }
}
