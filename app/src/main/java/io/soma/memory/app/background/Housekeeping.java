package io.soma.memory.app.background;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.admin.OrderedCircuits;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.app.usecase.backlog.FailedEventsReport;
import io.soma.memory.app.usecase.backlog.OtherInstances;
import io.soma.memory.app.usecase.backlog.PauseDetector;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.relay.LostEventSweep;
import io.soma.memory.app.usecase.relay.PendingScan;
import io.soma.memory.app.usecase.watchdog.BrokerWatch;
import io.soma.memory.app.usecase.watchdog.CircuitRecovery;
import io.soma.memory.app.usecase.watchdog.ClockWatch;
import io.soma.memory.app.usecase.watchdog.OutboxWatch;
import io.soma.memory.app.usecase.watchdog.Watchdog;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Repeatedly polls state that other processes may have changed. */
@Singleton
public final class Housekeeping implements Background {

  /** Another instance's events must be known within a second. */
  private static final Duration BACKLOG_EVERY = Duration.ofMillis(400);

  private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(2);
  private static final Duration FAILED_EVERY = Duration.ofSeconds(1);
  private static final Duration ORDERS_EVERY = Duration.ofSeconds(1);
  private static final Duration OUTBOX_EVERY = Duration.ofSeconds(1);
  private static final Duration BROKER_EVERY = Duration.ofSeconds(5);
  private static final Duration CIRCUITS_EVERY = Duration.ofSeconds(1);
  private static final Duration SCAN_EVERY = Duration.ofMillis(500);
  private static final Duration EVICT_EVERY = Duration.ofSeconds(30);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);
  private static final Duration PURGE_EVERY = Duration.ofSeconds(10);
  private static final int PURGE_BATCH = 5000;

  /** So that a purge of millions is seen to go on. */
  private static final int PURGES_AT_ONCE = 100;

  /**
   * One thread for each kind of look, so that a database that hangs does not blind the watchdog.
   */
  private final List<BackgroundLoop> loops = new CopyOnWriteArrayList<>();

  private final Supervisor supervisor;
  private final TrackedBacklog backlog;
  private final OtherInstances others;
  private final PendingScan scan;
  private final Watchdog watchdog;
  private final CircuitRecovery recovery;
  private final OutboxWatch outboxWatch;
  private final BrokerWatch brokerWatch;
  private final ClockWatch clocks;
  private final OrderedCircuits orders;
  private final TenantGuards guards;
  private final LostEventSweep sweep;
  private final FailedAddresses failed;
  private final FailedEventsReport failedEvents;
  private final PauseDetector pauses;
  private final Outbox outbox;
  private final BackgroundParts parts;
  private final Duration watchEvery;

  @Inject
  Housekeeping(
      Supervisor supervisor,
      TrackedBacklog backlog,
      OtherInstances others,
      PendingScan scan,
      Watchdog watchdog,
      CircuitRecovery recovery,
      OutboxWatch outboxWatch,
      BrokerWatch brokerWatch,
      ClockWatch clocks,
      OrderedCircuits orders,
      TenantGuards guards,
      LostEventSweep sweep,
      FailedAddresses failed,
      FailedEventsReport failedEvents,
      PauseDetector pauses,
      Outbox outbox,
      BackgroundParts parts,
      MemoryConfig config) {
    this.supervisor = supervisor;
    this.backlog = backlog;
    this.others = others;
    this.scan = scan;
    this.watchdog = watchdog;
    this.recovery = recovery;
    this.outboxWatch = outboxWatch;
    this.brokerWatch = brokerWatch;
    this.clocks = clocks;
    this.orders = orders;
    this.guards = guards;
    this.sweep = sweep;
    this.failed = failed;
    this.failedEvents = failedEvents;
    this.pauses = pauses;
    this.outbox = outbox;
    this.parts = parts;
    this.watchEvery = config.service().healthPollInterval();
  }

  @Override
  public void start() {
    // Before the first write is let in: until the backlog is known, every write has to queue.
    everyFromNow(ANNOUNCE_EVERY, "announce this instance", others::look);
    every(FAILED_EVERY, "count failed events", this::report);
    everyFromNow(BACKLOG_EVERY, "look at the backlog", this::refresh);
    everyFromNow(OUTBOX_EVERY, "look whether the outbox takes writes", outboxWatch::look);
    // Nor may one go out that an operator forbade before this start.
    everyFromNow(ORDERS_EVERY, "look for operators' orders", orders::look);
    every(PauseDetector.TICK_EVERY, "notice pauses", this::tick);
    every(CIRCUITS_EVERY, "let circuits recover", recovery::look);
    every(EVICT_EVERY, "forget idle tenants", guards::evictIdle);
    if (parts.relay()) {
      every(SCAN_EVERY, "scan for pending events", scan::scan);
      every(SWEEP_EVERY, "look for events that the transport lost", sweep::look);
      every(PURGE_EVERY, "purge confirmed events", this::purge);
    }
    if ((parts.relay() || parts.replay()) && brokerWatch.hasBroker()) {
      every(BROKER_EVERY, "look whether the broker answers", brokerWatch::look);
    }
    if (parts.watchdog() && !watchEvery.isZero()) {
      every(watchEvery, "look at the memory service's health", watchdog::look);
    }
  }

  @Override
  public void stop() {
    supervisor.close(loops);
    // Its metrics can be read until the end, and the next instance reports soon.
    backlog.stopReporting();
  }

  private void tick() {
    pauses.tick();
    backlog.stopReportingIfOver();
  }

  // What metrics alone show.
  private void report() {
    clocks.look();
    failedEvents.look();
  }

  // In this order, and in every process that writes: see FailedAddresses.
  private void refresh() {
    backlog.refresh();
    failed.refresh();
  }

  private void purge() {
    // Small batches, so that none holds locks for long.
    for (int i = 0; i < PURGES_AT_ONCE; i++) {
      if (outbox.purge(PURGE_BATCH) < PURGE_BATCH) {
        return;
      }
    }
  }

  private void every(Duration pause, String what, Runnable look) {
    loops.add(supervisor.repeat(what, pause, look));
  }

  private void everyFromNow(Duration pause, String what, Runnable look) {
    loops.add(supervisor.repeatFromNow(what, pause, look));
  }
}
