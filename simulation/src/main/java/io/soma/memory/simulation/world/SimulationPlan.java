package io.soma.memory.simulation.world;

import java.util.ArrayList;
import java.util.List;

/**
 * All parameters of a simulation, beside the decisions of its seed while it runs.
 *
 * @param seed decides the order of threads, all durations, and the targets of troubles
 * @param instances how many processes run the product
 * @param tenants how many tenants write
 * @param honoursKeys whether the memory service executes an idempotency key once
 * @param isBrokered whether events go through a transport that keeps them, rather than directly
 * @param retries further attempts of a direct write
 */
public record SimulationPlan(
    long seed,
    int instances,
    int tenants,
    boolean honoursKeys,
    boolean isBrokered,
    int retries,
    List<PlannedWrite> writes,
    List<Trouble> troubles) {

  public SimulationPlan {
    writes = List.copyOf(writes);
    troubles = List.copyOf(troubles);
  }

  /** The same with these writes. */
  public SimulationPlan withWrites(List<PlannedWrite> other) {
    return new SimulationPlan(
        seed, instances, tenants, honoursKeys, isBrokered, retries, other, troubles);
  }

  /** The same with these troubles. */
  public SimulationPlan withTroubles(List<Trouble> other) {
    return new SimulationPlan(
        seed, instances, tenants, honoursKeys, isBrokered, retries, writes, other);
  }

  /** The same with fewer instances, which take the writes of the others. */
  public SimulationPlan withInstances(int few) {
    List<PlannedWrite> moved =
        writes.stream().map(write -> write.at(write.instance() % few)).toList();
    return new SimulationPlan(
        seed, few, tenants, honoursKeys, isBrokered, retries, moved, troubles);
  }

  /** When the last trouble is over. */
  int healedAtMillis() {
    return troubles.stream().mapToInt(Trouble::endMillis).max().orElse(0);
  }

  /** In words, for a person. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        instances
            + " instances, "
            + tenants
            + " tenants, "
            + writes.size()
            + " writes; events go "
            + (isBrokered ? "through a broker" : "directly")
            + "; the memory service "
            + (honoursKeys ? "honours" : "ignores")
            + " idempotency keys");
    troubles.forEach(trouble -> lines.add("trouble: " + trouble.describe()));
    return lines;
  }
}
