package io.soma.memory.app.telemetry;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which figures of the outbox are shown, for any kind of metrics. They are the same for
 * every instance, so only one shows them, and none while the outbox cannot be read: the last values
 * would stand for the present ones. Safe for many threads.
 */
public abstract class OutboxFigures {

  /** A figure of a tenant. */
  public enum Figure {
    PENDING,
    UNCONFIRMED,
    /** In seconds. */
    OLDEST_AGE,
    FAILED
  }

  private final TenantLabels labels;

  /** The tenants that were named once, so that they are seen to have nothing any more. */
  private final Set<TenantId> named = new HashSet<>();

  /** The last counts; null where none came since this instance became the reporter. */
  private @Nullable Map<TenantId, Long> failures;

  private boolean isReporter;
  private boolean isReadable;

  /** Of the tenants that have a label of their own. */
  protected OutboxFigures(TenantLabels labels) {
    this.labels = labels;
  }

  /** Shows a figure; called by one thread at a time. */
  protected abstract void set(Figure figure, TenantId tenant, double value);

  /** Shows no figure any more; called by one thread at a time. */
  protected abstract void clear();

  /** Takes whether the outbox can be read. */
  public synchronized void readable(boolean canBeRead) {
    isReadable = canBeRead;
    showOrHide();
  }

  /** Takes whether this instance shows the figures. */
  public synchronized void reporter(boolean reports) {
    isReporter = reports;
    if (!reports) {
      failures = null;
    }
    showOrHide();
  }

  /** Takes a tenant's backlog, as of now. */
  public synchronized void backlog(TenantBacklog backlog, Instant now) {
    if (name(backlog.tenant())) {
      Duration age = Duration.between(backlog.oldest(), now);
      show(
          backlog.tenant(),
          backlog.pending(),
          backlog.unconfirmed(),
          Math.max(0, age.toMillis() / 1e3));
    }
  }

  /** Takes that nothing of a tenant waits. */
  public synchronized void backlogGone(TenantId tenant) {
    if (name(tenant)) {
      showNothing(tenant);
    }
  }

  /** Takes the numbers of failed events; tenants that are not named have none. */
  public synchronized void failed(Map<TenantId, Long> counts) {
    failures = Map.copyOf(counts);
    counts.keySet().forEach(this::name);
    if (isShown()) {
      named.forEach(this::showFailures);
    }
  }

  private void showOrHide() {
    if (isShown()) {
      named.forEach(this::showNothing);
    } else {
      clear();
    }
  }

  private boolean isShown() {
    return isReporter && isReadable;
  }

  /** Whether the tenant is shown now; later it is in any case. */
  private boolean name(TenantId tenant) {
    if (labels.of(tenant).equals(TenantLabels.OTHER)) {
      return false;
    }
    named.add(tenant);
    return isShown();
  }

  private void showNothing(TenantId tenant) {
    show(tenant, 0, 0, 0);
  }

  private void show(TenantId tenant, double waiting, double undelivered, double age) {
    set(Figure.PENDING, tenant, waiting);
    set(Figure.UNCONFIRMED, tenant, undelivered);
    set(Figure.OLDEST_AGE, tenant, age);
    showFailures(tenant);
  }

  // A zero would stand for "none failed", and end an alert, so that it is shown only once counted.
  private void showFailures(TenantId tenant) {
    if (failures != null) {
      set(Figure.FAILED, tenant, failures.getOrDefault(tenant, 0L));
    }
  }
}
