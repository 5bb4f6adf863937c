package io.soma.memory.simulation.world;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.simulation.schedule.Scheduler;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The way of one instance to the database: it takes its time, and breaks before or after. */
final class StoreLink {

  private static final Duration LEAST = Duration.ofNanos(100_000);
  private static final Duration MOST = Duration.ofMillis(2);
  private static final Duration SLOWEST = Duration.ofMillis(1_500);

  private final Scheduler scheduler;
  private final Troubles troubles;
  private final Crashes crashes;
  private final SimulatedDatabase database;
  private final int instance;

  StoreLink(
      Scheduler scheduler,
      Troubles troubles,
      Crashes crashes,
      SimulatedDatabase database,
      int instance) {
    this.scheduler = scheduler;
    this.database = database;
    this.troubles = troubles;
    this.crashes = crashes;
    this.instance = instance;
  }

  static OutboxUnavailableException unavailable(String why) {
    return new OutboxUnavailableException(
        "the outbox does not answer: " + why, new TimeoutException(why));
  }

  /** Asks for something that happens at once when the request has arrived. */
  <T> T ask(Supplier<T> statement) {
    request();
    T result = statement.get();
    reply();
    return result;
  }

  /** The same without an answer. */
  void tell(Runnable statement) {
    Object unused =
        ask(
            () -> {
              statement.run();
              return "";
            });
  }

  void request() {
    scheduler.sleep(some());
    crashes.step();
    requireReachable();
  }

  void reply() {
    crashes.step();
    scheduler.sleep(some());
    if (troubles.strike(TroubleKind.REPLIES_LOST, instance)) {
      throw unavailable("the reply was lost");
    }
  }

  /** The same without a wait, for a caller that holds a monitor. */
  void requireReachable() {
    scheduler.requireAlive();
    if (database.isAway() || troubles.strike(TroubleKind.STORE_DOWN, instance)) {
      throw unavailable("connection refused");
    }
  }

  boolean hasCommitHang() {
    return troubles.strike(TroubleKind.COMMITS_HANG, instance);
  }

  private Duration some() {
    return scheduler
        .random()
        .between(LEAST, troubles.strike(TroubleKind.STORE_SLOW, instance) ? SLOWEST : MOST);
  }
}
