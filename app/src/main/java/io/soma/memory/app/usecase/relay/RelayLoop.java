package io.soma.memory.app.usecase.relay;

import io.soma.memory.app.usecase.relay.RelayTurn.Later;
import io.soma.memory.app.usecase.relay.RelayTurn.Now;
import io.soma.memory.domain.retry.FailureStreaks;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Gives tenants their turns at the {@link Relay}: one batch each, then to the end of the executor's
 * queue, so that a long backlog delays another tenant by one batch at most.
 *
 * <p>A tenant is queued at most once; one that is woken during its turn gets another. Tenants of
 * which the transport takes nothing share a part of the threads (see {@link RefusedPlaces}) and
 * back off (see {@link TransportBackoff}); the first of them that is well again ends the back-off
 * of all. Safe for many threads.
 */
@Singleton
public final class RelayLoop implements RelaySignal {

  private static final Logger LOG = Logs.of(RelayLoop.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private final ConcurrentHashMap<TenantId, RelayTurn> turns = new ConcurrentHashMap<>();
  private final Relay relay;
  private final FailureStreaks<TenantId> failing = new FailureStreaks<>();
  private final TransportWatch watch;
  private final TransportBackoff backoff;
  private final RefusedPlaces places;
  private final RelayTimer timer;
  private final ExecutorService workers;

  @Inject
  public RelayLoop(
      Relay relay,
      TransportWatch watch,
      TransportBackoff backoff,
      RelayLimits limits,
      RelayTimer timer,
      @RelayWork ExecutorService workers) {
    this.relay = relay;
    this.watch = watch;
    this.backoff = backoff;
    this.places = new RefusedPlaces(limits.refusedAtOnce());
    this.timer = timer;
    this.workers = workers;
  }

  @Override
  public void wake(TenantId tenant) {
    wake(tenant, () -> {});
  }

  @Override
  public void retry(TenantId tenant) {
    turns.computeIfPresent(tenant, this::cutShort);
    wake(tenant);
  }

  @Override
  public void retryRefused() {
    turns.keySet().forEach(tenant -> turns.computeIfPresent(tenant, this::cutShort));
  }

  /**
   * Wakes a tenant.
   *
   * @param begun runs once: when the turn begins for which this call queued the tenant, or before
   *     this returns if it queued none
   */
  void wake(TenantId tenant, Runnable begun) {
    boolean[] queued = {false};
    turns.compute(
        tenant,
        (t, turn) -> {
          if (turn == null) {
            queued[0] = execute(t, () -> begin(t, begun));
            return queued[0] ? Now.QUEUED : null;
          }
          return turn == Now.RUNNING ? Now.WOKEN_MEANWHILE : turn;
        });
    if (!queued[0]) {
      begun.run();
    }
  }

  private void begin(TenantId tenant, Runnable begun) {
    begun.run();
    take(tenant);
  }

  // One that has to wait for a place stays queued.
  private void take(TenantId tenant) {
    int refusals = watch.refusals(tenant);
    if (refusals == 0) {
      carry(tenant);
    } else if (places.enter(tenant, refusals)) {
      carryInPlace(tenant);
    }
  }

  private void carryInPlace(TenantId tenant) {
    try {
      carry(tenant);
    } finally {
      handPlaceOn();
    }
    if (watch.refusals(tenant) == 0) {
      retryRefused();
    }
  }

  private void handPlaceOn() {
    TenantId next = places.leave();
    while (next != null && !handPlaceTo(next)) {
      next = places.leave();
    }
  }

  private boolean handPlaceTo(TenantId tenant) {
    boolean taken = execute(tenant, () -> carryInPlace(tenant));
    if (!taken) {
      turns.remove(tenant, Now.QUEUED);
    }
    return taken;
  }

  private void carry(TenantId tenant) {
    turns.put(tenant, Now.RUNNING);
    // Always, also after an Error: a turn that is not given back would be the tenant's last.
    RelayStep[] step = {RelayStep.later(AFTER_ERROR)};
    try {
      step[0] = relay.relay(tenant);
      sayThatItGoesOn(tenant);
    } catch (RuntimeException e) {
      step[0] = backoff.again(tenant, AFTER_ERROR);
      sayThatItFailed(LOG.atWarn(), tenant, String.valueOf(e.getMessage()));
      LOG.debug("relay of tenant {} failed", tenant, e);
    } catch (Error e) {
      step[0] = backoff.again(tenant, AFTER_ERROR);
      sayThatItFailed(LOG.atError().setCause(e), tenant, e.toString());
      CaughtErrors.handOn(e);
    } finally {
      turns.compute(tenant, (t, turn) -> next(t, turn, step[0]));
    }
  }

  private void sayThatItFailed(LoggingEventBuilder line, TenantId tenant, String why) {
    if (failing.begins(tenant)) {
      line.addKeyValue("tenant", tenant).log("its events are not carried, trying again: {}", why);
    }
  }

  private void sayThatItGoesOn(TenantId tenant) {
    int times = failing.ended(tenant);
    if (times > 0) {
      LOG.atInfo()
          .addKeyValue("tenant", tenant)
          .addKeyValue("failures", times)
          .log("its events are carried again");
    }
  }

  private @Nullable RelayTurn next(TenantId tenant, @Nullable RelayTurn turn, RelayStep step) {
    // Woken meanwhile, but told to wait: the wait wins; otherwise a tenant that always fails would
    // spin.
    if (step.pause().isZero() && step.backoff().isZero()) {
      return step.more() || turn == Now.WOKEN_MEANWHILE ? submit(tenant) : null;
    }
    return wait(tenant, new Later(step.backoff()), step.pause());
  }

  // Null if no turn is scheduled: the next scan wakes the tenant, because an event is pending. An
  // acknowledged write must not fail because the relay cannot be woken.
  private @Nullable RelayTurn submit(TenantId tenant) {
    return execute(tenant, () -> take(tenant)) ? Now.QUEUED : null;
  }

  private boolean execute(TenantId tenant, Runnable turn) {
    return schedule(tenant, () -> workers.execute(turn));
  }

  private @Nullable RelayTurn wait(TenantId tenant, Later turn, Duration pause) {
    return schedule(tenant, () -> timer.after(pause, () -> waited(tenant, turn))) ? turn : null;
  }

  private void waited(TenantId tenant, Later over) {
    turns.computeIfPresent(tenant, (t, turn) -> turn == over ? goOn(t, over) : turn);
  }

  private @Nullable RelayTurn goOn(TenantId tenant, Later turn) {
    Duration rest = turn.beginBackoff();
    return rest.isZero() ? submit(tenant) : wait(tenant, turn, rest);
  }

  private @Nullable RelayTurn cutShort(TenantId tenant, RelayTurn turn) {
    return turn instanceof Later later && later.cutShort() ? submit(tenant) : turn;
  }

  private boolean schedule(TenantId tenant, Runnable scheduling) {
    try {
      scheduling.run();
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("the relay is closed; tenant {} waits for the next start", tenant);
    } catch (RuntimeException | Error e) {
      sayThatItFailed(LOG.atError().setCause(e), tenant, e.toString());
      CaughtErrors.handOn(e);
    }
    return false;
  }
}
