package io.soma.memory.sandbox.chaos;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several campaigns one after the other, each with the next seed.
 *
 * @param runs how many, at most
 * @param goesOn whether also after a run that finds something
 * @param firstSeed the first one's
 * @param shape what each seed may draw
 * @param upgradeFrom the older version that each run begins with; null for none
 */
public record CampaignPlan(
    int runs,
    boolean goesOn,
    int tenants,
    int seconds,
    int rate,
    long firstSeed,
    List<Trouble> troubles,
    ShapeChoice shape,
    @Nullable OlderVersion upgradeFrom) {

  public CampaignPlan {
    troubles = List.copyOf(troubles);
  }

  /** The options of one run, from 0. */
  ChaosOptions run(int number) {
    long seed = firstSeed + number;
    return new ChaosOptions(
        tenants, seconds, rate, seed, troubles, shape.forSeed(seed), upgradeFrom);
  }

  /**
   * Where the results go.
   *
   * @param history the last run's history as EDN; null for nowhere
   * @param table a row for each run is added to this Markdown file; null for none
   */
  public record Files(@Nullable Path history, @Nullable Path table) {

    /** Nowhere. */
    static final Files NONE = new Files(null, null);
  }
}
