package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.retry.FailureStreaks;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
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
 * <p>A tenant is queued at most once; one that is woken during its turn gets another. Safe for many
 * threads.
 */
@Singleton
public final class RelayLoop implements RelaySignal {

  private static final Logger LOG = Logs.of(RelayLoop.class);
  private static final int SCAN_PAGE = 1000;
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private enum Turn {
    QUEUED,
    RUNNING,
    WOKEN_MEANWHILE
  }

  private final ConcurrentHashMap<TenantId, Turn> turns = new ConcurrentHashMap<>();
  private final Relay relay;
  private final FailureStreaks<TenantId> failing = new FailureStreaks<>();
  private final Outbox outbox;
  private final RelayTimer timer;
  private final ExecutorService workers;

  @Inject
  public RelayLoop(
      Relay relay, Outbox outbox, RelayTimer timer, @RelayWork ExecutorService workers) {
    this.relay = relay;
    this.outbox = outbox;
    this.timer = timer;
    this.workers = workers;
  }

  @Override
  public void wake(TenantId tenant) {
    turns.compute(
        tenant,
        (t, turn) -> {
          if (turn == null) {
            return submit(t, Duration.ZERO);
          }
          return turn == Turn.QUEUED ? turn : Turn.WOKEN_MEANWHILE;
        });
  }

  /** Wakes every tenant with pending events: those enqueued elsewhere, or before this process. */
  public void scan() {
    TenantId last = null;
    List<TenantId> page;
    do {
      page = outbox.tenantsWithPending(last, SCAN_PAGE);
      page.forEach(this::wake);
      last = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (page.size() == SCAN_PAGE);
  }

  private void take(TenantId tenant) {
    turns.put(tenant, Turn.RUNNING);
    // Always, also after an Error: a turn that is not given back would be the tenant's last.
    RelayStep[] step = {RelayStep.later(AFTER_ERROR)};
    try {
      step[0] = relay.relay(tenant);
      sayThatItGoesOn(tenant);
    } catch (RuntimeException e) {
      sayThatItFailed(LOG.atWarn(), tenant, String.valueOf(e.getMessage()));
      LOG.debug("relay of tenant {} failed", tenant, e);
    } catch (Error e) {
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

  private @Nullable Turn next(TenantId tenant, @Nullable Turn turn, RelayStep step) {
    // Woken meanwhile, but told to wait: the wait wins; otherwise a tenant that always fails would
    // spin.
    if (step.more() || turn == Turn.WOKEN_MEANWHILE) {
      return submit(tenant, step.pause());
    }
    return null;
  }

  // Null if no turn is scheduled: the next scan wakes the tenant, because an event is pending. An
  // acknowledged write must not fail because the relay cannot be woken.
  private @Nullable Turn submit(TenantId tenant, Duration pause) {
    try {
      if (pause.isZero()) {
        workers.execute(() -> take(tenant));
      } else {
        timer.after(pause, () -> handOver(tenant));
      }
      return Turn.QUEUED;
    } catch (RejectedExecutionException e) {
      LOG.debug("the relay is closed; tenant {} waits for the next start", tenant);
    } catch (RuntimeException | Error e) {
      sayThatItFailed(LOG.atError().setCause(e), tenant, e.toString());
      CaughtErrors.handOn(e);
    }
    return null;
  }

  private void handOver(TenantId tenant) {
    if (submit(tenant, Duration.ZERO) == null) {
      turns.remove(tenant, Turn.QUEUED);
    }
  }
}
