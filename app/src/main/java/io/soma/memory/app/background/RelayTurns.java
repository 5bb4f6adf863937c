package io.soma.memory.app.background;

import io.soma.memory.app.usecase.relay.RelayWork;
import io.soma.memory.supervision.DelayedTasks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Ends the relay: turns that have begun finish and give their leases back. */
@Singleton
public final class RelayTurns implements Background {

  /** As long as a batch can take in a transport that no longer answers. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final DelayedTasks delays;
  private final ExecutorService workers;

  @Inject
  RelayTurns(@RelayWork DelayedTasks delays, @RelayWork ExecutorService workers) {
    this.delays = delays;
    this.workers = workers;
  }

  @Override
  public void start() {
    // The relay's turns begin when it is woken.
  }

  @Override
  public void stop() {
    delays.close();
    ExecutorShutdown.orderly(workers, CLOSE_TIMEOUT);
  }
}
