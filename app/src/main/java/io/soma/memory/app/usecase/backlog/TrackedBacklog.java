package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.UnsettledCommits;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.ThreadWaits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows this instance's own enqueues at once, and confirmations and other instances' enqueues by
 * polling the outbox.
 *
 * <p>A poll covers only enqueues that ended before it began: a tenant leaves when a whole poll,
 * begun after the tenant's last enqueue ended, finds no event of it. Before the first look every
 * tenant waits, as an earlier run may have left events. So does a tenant with a commit of unknown
 * outcome in any instance; and, after this process stood still, every tenant until a poll that
 * began after that. And so does every tenant while this instance cannot look and another one may
 * queue ({@link UnreadOutboxRule}).
 */
@Singleton
public final class TrackedBacklog implements Backlog {

  /**
   * How old a look may be to be relied on. A look is made more than twice within this time, and
   * another instance's events are known within a second as long as looks succeed.
   */
  public static final Duration LONGEST_WITHOUT_LOOK = Duration.ofMillis(1500);

  private static final int MOST_BROKEN_OFF = 100;
  private static final long UNREADABLE_NANOS = Duration.ofSeconds(10).toNanos();

  private final ConcurrentHashMap<TenantId, Waiting> tenants = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<TenantId, CompletableFuture<@Nullable Void>> awaitedGone =
      new ConcurrentHashMap<>();
  private final AtomicLong looks = new AtomicLong();
  private final Outbox outbox;
  private final Telemetry telemetry;
  private final PauseDetector pauses;
  private final OtherInstances others;
  private final UnreadOutboxRule rule;
  private final ThreadWaits waits;
  private volatile UnsettledCommits unsettled = UnsettledCommits.NONE;

  /** When the last ended poll began, successful or not. */
  private volatile long lookedAt;

  /** When the last look that succeeded began. */
  private volatile long knownAt;

  private volatile boolean looked;

  /** How many looks in a row did not come to their end; looks do not overlap. */
  private int brokenOff;

  /** The number of the last look at all tenants that succeeded. */
  private volatile long fullLook;

  /** The last report of whether the outbox can be read; null before the first. */
  private @Nullable Boolean saidReadable;

  private boolean saidReporter;

  @Inject
  public TrackedBacklog(
      Outbox outbox,
      Telemetry telemetry,
      PauseDetector pauses,
      OtherInstances others,
      UnreadOutboxRule rule,
      ThreadWaits waits) {
    this.outbox = outbox;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.pauses = pauses;
    this.others = others;
    this.rule = rule;
    this.waits = waits;
    this.lookedAt = pauses.now();
    this.knownAt = lookedAt;
  }

  @Override
  public boolean isWaiting(TenantId tenant) {
    return !looked
        || tenants.containsKey(tenant)
        || unsettled.mayConcern(tenant)
        || !pauses.isSince(lookedAt)
        || othersMayHaveQueued();
  }

  private boolean othersMayHaveQueued() {
    return rule == UnreadOutboxRule.ALONE
        && others.areKnown()
        && pauses.now() - knownAt > LONGEST_WITHOUT_LOOK.toNanos();
  }

  @Override
  public long unconfirmed(TenantId tenant) {
    Waiting waiting = tenants.get(tenant);
    return waiting == null ? 0 : waiting.unconfirmed();
  }

  @Override
  public void enqueueBegins(TenantId tenant) {
    tenants.compute(tenant, (t, known) -> orNone(known).begin());
  }

  @Override
  public void enqueueEnds(TenantId tenant, boolean added) {
    tenants.compute(tenant, (t, known) -> orNone(known).end(looks.get(), added));
  }

  @Override
  public void settled(TenantId tenant, int events) {
    Waiting left = tenants.computeIfPresent(tenant, (t, known) -> known.settle(events));
    if (left != null && left.seemsOver()) {
      look(tenant);
    }
  }

  @Override
  public boolean awaitGone(TenantId tenant, Duration patience) {
    CompletableFuture<@Nullable Void> gone =
        awaitedGone.computeIfAbsent(tenant, t -> new CompletableFuture<>());
    if (!isWaiting(tenant)) {
      return true;
    }
    try {
      boolean unused = waits.await(gone, patience);
      return !isWaiting(tenant);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Looks into the outbox. Calls must not overlap.
   *
   * @throws OutboxUnavailableException if the outbox cannot be read; the known state then stays.
   *     After any other failure every tenant waits until a poll succeeds: then only this instance
   *     cannot read the outbox, while others go on delivering queued events
   */
  public void refresh() {
    long began = pauses.now();
    stopReportingIfOver();
    try {
      lookAtAll();
      knownAt = began;
    } catch (OutboxUnavailableException e) {
      isUnreadable(began);
      throw e;
    } catch (RuntimeException | Error e) {
      looked = false;
      isUnreadable(began);
      throw e;
    } finally {
      // A pause alone is no reason to stop direct writes where PostgreSQL cannot be read.
      lookedAt = began;
    }
    awaitedGone.keySet().stream().filter(tenant -> !isWaiting(tenant)).forEach(this::wakeWaiting);
  }

  private void isUnreadable(long now) {
    if (now - knownAt > UNREADABLE_NANOS) {
      say(false);
    }
  }

  private void say(boolean isReadable) {
    if (!Boolean.valueOf(isReadable).equals(saidReadable)) {
      saidReadable = isReadable;
      telemetry.outboxReadable(isReadable);
    }
  }

  /**
   * Stops reporting what waits once another instance may report it. It asks nothing, so that it can
   * be called while a look into the outbox hangs.
   */
  public void stopReportingIfOver() {
    if (!others.haveThisOneReport()) {
      sayReporter(false);
    }
  }

  /** Reports no longer what waits, as this instance ends. */
  public void stopReporting() {
    sayReporter(false);
  }

  private synchronized void sayReporter(boolean isReporter) {
    if (isReporter != saidReporter) {
      saidReporter = isReporter;
      telemetry.reportsOutbox(isReporter);
    }
  }

  private void lookAtAll() {
    // Each look that breaks off here adds to what was unsettled, so that this is bounded.
    UnsettledCommits before = brokenOff < MOST_BROKEN_OFF ? unsettled : UnsettledCommits.NONE;
    brokenOff++;
    if (hasNoRecentLook()) {
      // A commit hangs if it is under way at two looks, and there was none of late.
      UnsettledCommits unused = outbox.unsettledCommits();
    }
    long look = looks.incrementAndGet();
    // In this order: a commit that is settled between the two is seen by the second. Until then,
    // what was unsettled before stays so.
    UnsettledCommits now = outbox.unsettledCommits();
    unsettled = tenant -> before.mayConcern(tenant) || now.mayConcern(tenant);
    List<TenantBacklog> found = outbox.backlog();
    say(true);
    // Not before there is something to show: figures begin at zero.
    sayReporter(others.haveThisOneReport());
    Set<TenantId> seen = new HashSet<>();
    for (TenantBacklog backlog : found) {
      seen.add(backlog.tenant());
      tenants.compute(backlog.tenant(), (t, known) -> orNone(known).seen(backlog.unconfirmed()));
      telemetry.backlog(backlog);
    }
    for (TenantId tenant : tenants.keySet()) {
      if (!seen.contains(tenant)) {
        leaveIfOver(tenant, look);
      }
    }
    unsettled = now;
    brokenOff = 0;
    fullLook = look;
    looked = true;
  }

  private boolean hasNoRecentLook() {
    boolean isRecent = pauses.now() - knownAt <= LONGEST_WITHOUT_LOOK.toNanos();
    return !(looked && isRecent && pauses.isSince(lookedAt));
  }

  // The count may include events of other instances, so the outbox decides.
  private void look(TenantId tenant) {
    long look = looks.incrementAndGet();
    Optional<TenantBacklog> found = outbox.backlog(tenant);
    if (found.isPresent()) {
      tenants.computeIfPresent(tenant, (t, known) -> known.seen(found.get().unconfirmed()));
    } else if (!mayHaveLostAnAnswer(tenant)) {
      leaveIfOver(tenant, look);
    }
  }

  // Its commit may hang, and only a look at all sees that.
  private boolean mayHaveLostAnAnswer(TenantId tenant) {
    Waiting known = tenants.get(tenant);
    return known != null && known.addedNothingSince(fullLook);
  }

  private void leaveIfOver(TenantId tenant, long look) {
    Waiting left =
        tenants.computeIfPresent(tenant, (t, known) -> known.endedBefore(look) ? null : known);
    if (left != null) {
      return;
    }
    telemetry.backlogGone(tenant);
    wakeWaiting(tenant);
  }

  // After the tenant has left, so that woken waiters and new ones see that it left.
  private void wakeWaiting(TenantId tenant) {
    CompletableFuture<@Nullable Void> awaited = awaitedGone.remove(tenant);
    if (awaited != null) {
      awaited.complete(null);
    }
  }

  private static Waiting orNone(@Nullable Waiting known) {
    return known == null ? Waiting.NONE : known;
  }

  /**
   * The known state of one tenant.
   *
   * @param enqueuing how many enqueues are under way
   * @param ended how many looks had begun when the last enqueue ended
   * @param addedNothing the same of the last one that is not known to have added an event; -1
   *     before any
   */
  private record Waiting(int enqueuing, long ended, long addedNothing, long unconfirmed) {

    static final Waiting NONE = new Waiting(0, 0, -1, 0);

    Waiting begin() {
      return new Waiting(enqueuing + 1, ended, addedNothing, unconfirmed);
    }

    Waiting end(long looksBegun, boolean added) {
      return added
          ? new Waiting(enqueuing - 1, looksBegun, addedNothing, unconfirmed + 1)
          : new Waiting(enqueuing - 1, looksBegun, looksBegun, unconfirmed);
    }

    boolean addedNothingSince(long look) {
      return addedNothing >= look;
    }

    Waiting settle(long count) {
      return new Waiting(enqueuing, ended, addedNothing, Math.max(0, unconfirmed - count));
    }

    boolean seemsOver() {
      return enqueuing == 0 && unconfirmed == 0;
    }

    Waiting seen(long count) {
      return new Waiting(enqueuing, ended, addedNothing, count);
    }

    boolean endedBefore(long look) {
      return enqueuing == 0 && ended < look;
    }
  }
}
