package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The present troubles. */
final class Troubles {

  private final Scheduler scheduler;
  private final List<Trouble> all;

  Troubles(Scheduler scheduler, List<Trouble> all) {
    this.scheduler = scheduler;
    this.all = all;
  }

  /** Whether a trouble strikes now, which the seed decides where it strikes only at times. */
  boolean strike(TroubleKind kind, int target) {
    long now = TimeUnit.NANOSECONDS.toMillis(scheduler.now());
    for (Trouble trouble : all) {
      if (trouble.kind() == kind
          && trouble.atMillis() <= now
          && now < trouble.endMillis()
          && trouble.concerns(target)
          && scheduler.random().chance(trouble.strength())) {
        return true;
      }
    }
    return false;
  }

  /** The same of some writes, always the same ones. */
  boolean strikeWrite(TroubleKind kind, int tenant, String write) {
    long now = TimeUnit.NANOSECONDS.toMillis(scheduler.now());
    for (Trouble trouble : all) {
      if (trouble.kind() == kind
          && trouble.atMillis() <= now
          && now < trouble.endMillis()
          && trouble.concerns(tenant)
          && isMeant(write, trouble)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMeant(String write, Trouble trouble) {
    int spread = Math.floorMod((write.hashCode() + trouble.atMillis()) * 0x9E3779B9, 100);
    return spread < 60 * trouble.strength();
  }
}
