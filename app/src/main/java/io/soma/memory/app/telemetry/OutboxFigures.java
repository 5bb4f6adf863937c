package io.soma.memory.app.telemetry;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which figures of the outbox are shown, for any kind of metrics. They are the same for
 * every instance, so only one shows them, and none while the outbox cannot be read: the last values
 * would stand for the present ones. Tenants without a label of their own are shown together, as
 * {@code other}: the sum of their events, and the oldest of all. Safe for many threads.
 */
public abstract class OutboxFigures {

  /** A figure of a tenant. */
  public enum Figure {
    PENDING,
    UNCONFIRMED,
    /** In seconds. */
    OLDEST_AGE,
    FAILED,
    /** Events that the transport has taken, and the memory service has not confirmed. */
    REPLAY_LAG,
    /** In seconds, from the queueing of the oldest event; 0 where the lag is 0. */
    REPLAY_LAG_AGE
  }

  private static final TenantId OTHER = new TenantId(TenantLabels.OTHER);

  private final TenantLabels labels;
  private final OtherTenants others = new OtherTenants();

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
    take(backlog.tenant(), backlog, now);
  }

  /** Takes that nothing of a tenant waits, as of now. */
  public synchronized void backlogGone(TenantId tenant, Instant now) {
    take(tenant, null, now);
  }

  private void take(TenantId tenant, @Nullable TenantBacklog backlog, Instant now) {
    TenantId shown = shownAs(tenant);
    boolean isOther = shown.equals(OTHER);
    // A tenant that was one of the others may have a label of its own by now.
    boolean wasOther = others.replace(tenant, isOther ? backlog : null);
    if (!isOther && name(shown)) {
      show(shown, backlog, now);
    }
    if ((isOther || wasOther) && name(OTHER)) {
      show(OTHER, others.together(), now);
    }
  }

  /** Takes the numbers of failed events; tenants that are not named have none. */
  public synchronized void failed(Map<TenantId, Long> counts) {
    Map<TenantId, Long> together = new HashMap<>();
    counts.forEach((tenant, count) -> together.merge(shownAs(tenant), count, Long::sum));
    failures = together;
    together.keySet().forEach(this::name);
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

  private TenantId shownAs(TenantId tenant) {
    return labels.of(tenant).equals(TenantLabels.OTHER) ? OTHER : tenant;
  }

  /** Whether the tenant is shown now; later it is in any case. */
  private boolean name(TenantId tenant) {
    named.add(tenant);
    return isShown();
  }

  private void showNothing(TenantId tenant) {
    show(tenant, 0, 0, 0);
  }

  private void show(TenantId tenant, @Nullable TenantBacklog backlog, Instant now) {
    if (backlog == null) {
      showNothing(tenant);
    } else {
      Duration age = Duration.between(backlog.oldest(), now);
      show(tenant, backlog.pending(), backlog.unconfirmed(), Math.max(0, age.toMillis() / 1e3));
    }
  }

  private void show(TenantId tenant, double waiting, double undelivered, double age) {
    double inTransit = Math.max(0, undelivered - waiting);
    set(Figure.PENDING, tenant, waiting);
    set(Figure.UNCONFIRMED, tenant, undelivered);
    set(Figure.OLDEST_AGE, tenant, age);
    set(Figure.REPLAY_LAG, tenant, inTransit);
    set(Figure.REPLAY_LAG_AGE, tenant, inTransit == 0 ? 0 : age);
    showFailures(tenant);
  }

  // A zero would stand for "none failed", and end an alert, so that it is shown only once counted.
  private void showFailures(TenantId tenant) {
    if (failures != null) {
      set(Figure.FAILED, tenant, failures.getOrDefault(tenant, 0L));
    }
  }
}
