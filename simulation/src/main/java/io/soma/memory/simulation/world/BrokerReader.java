package io.soma.memory.simulation.world;

import io.soma.memory.app.background.Background;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every tenant's records in one instance. Nothing keeps two instances from reading the same
 * ones at once, as in a group that is being assigned anew.
 */
@Singleton
final class BrokerReader implements Background {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMillis(30);

  private final Supervisor supervisor;
  private final EventReplay replay;
  private final SimulatedBroker broker;
  private final Scheduler scheduler;
  private final BrokerTenants tenants;
  private final List<BackgroundLoop> loops = new ArrayList<>();
  private boolean stopped;

  /** The tenants that write. */
  record BrokerTenants(List<TenantId> tenants) {}

  @Inject
  BrokerReader(
      Supervisor supervisor,
      EventReplay replay,
      SimulatedBroker broker,
      Scheduler scheduler,
      BrokerTenants tenants) {
    this.supervisor = supervisor;
    this.replay = replay;
    this.broker = broker;
    this.scheduler = scheduler;
    this.tenants = tenants;
  }

  @Override
  public void start() {
    for (TenantId tenant : tenants.tenants()) {
      loops.add(supervisor.loop("read records of " + tenant.value(), () -> read(tenant)));
    }
  }

  private void read(TenantId tenant) {
    while (!stopped) {
      if (scheduler.await(() -> stopped || broker.hasNext(tenant), LOOK_EVERY.toNanos())) {
        scheduler.sleep(scheduler.random().between(LEAST, MOST));
        handOver(tenant);
      }
    }
  }

  private void handOver(TenantId tenant) {
    SimulatedBroker.Batch batch = broker.read(tenant);
    if (!batch.records().isEmpty()) {
      ReplayProgress progress = replay.replay(tenant, batch.records());
      broker.commit(tenant, batch, progress.settled());
      scheduler.sleep(progress.pause());
    }
  }

  @Override
  public void stop() {
    stopped = true;
    supervisor.close(loops);
  }
}
