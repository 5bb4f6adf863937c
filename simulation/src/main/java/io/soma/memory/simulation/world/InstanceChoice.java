package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the instance to which one caller hands its next write: it goes to another process only
 * after as long as an instance may take to learn of a backlog, and to none that has not seen the
 * outbox since it was restored.
 */
final class InstanceChoice {

  private static final Duration BEFORE_ANOTHER_PROCESS = Duration.ofSeconds(2);

  private final List<Instance> instances;
  private final SimulatedDatabase database;
  private final Scheduler scheduler;
  private @Nullable SimulatedProcess last;

  InstanceChoice(List<Instance> instances, Surroundings around) {
    this.instances = instances;
    this.database = around.database();
    this.scheduler = around.scheduler();
  }

  /**
   * Waits for an instance that takes a write.
   *
   * @param endCalls waits for the caller's calls that are under way
   */
  Instance awaitFor(PlannedWrite write, Runnable endCalls) {
    while (true) {
      Instance chosen = awaitOne(write);
      SimulatedProcess process = Objects.requireNonNull(chosen.running());
      if (last != null && process != last) {
        endCalls.run();
        scheduler.sleep(BEFORE_ANOTHER_PROCESS);
        // What runs now is as good, as the last call has ended as long ago.
        chosen = chosen.running() == null ? awaitOne(write) : chosen;
        process = Objects.requireNonNull(chosen.running());
      }
      if (database.isKnownTo(process)) {
        last = process;
        return chosen;
      }
      // As operators let traffic in again when the service has seen the restored database.
      SimulatedProcess awaited = process;
      scheduler.await(() -> awaited.isDead() || database.isKnownTo(awaited), Scheduler.FOREVER);
    }
  }

  private Instance awaitOne(PlannedWrite write) {
    Instance wanted = instances.get(write.instance());
    scheduler.await(
        () -> instances.stream().anyMatch(each -> each.running() != null), Scheduler.FOREVER);
    return wanted.running() != null
        ? wanted
        : instances.stream().filter(each -> each.running() != null).findFirst().orElseThrow();
  }
}
