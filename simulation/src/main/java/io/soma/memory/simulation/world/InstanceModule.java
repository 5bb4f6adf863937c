package io.soma.memory.simulation.world;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.multibindings.Multibinder;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.usecase.backlog.PauseDetector;
import io.soma.memory.app.usecase.client.AsyncCalls;
import io.soma.memory.app.usecase.client.JoinedWrites;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.Sleeper;
import io.soma.memory.app.usecase.relay.RelayWork;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.supervision.SuspendAwareClock;
import io.soma.memory.supervision.ThreadWaits;
import io.soma.memory.supervision.TurnFaults;
import io.soma.memory.testkit.fake.InMemoryTrafficCounter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The simulated threads, time, randomness and servers of one instance of the product. */
final class InstanceModule extends AbstractModule {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Surroundings around;
  private final SimulatedProcess process;
  private final int number;
  private final StoreLink link;
  private @Nullable HostTransactions transactions;

  InstanceModule(Surroundings around, SimulatedProcess process, int number) {
    this.around = around;
    this.process = process;
    this.number = number;
    this.link =
        new StoreLink(
            around.scheduler(), around.troubles(), around.crashes(), around.database(), number);
  }

  /** The transactions of the program around the process, once its engine is made. */
  HostTransactions transactions() {
    return Objects.requireNonNull(transactions);
  }

  @Override
  protected void configure() {
    MonotonicClock clock = clock();
    bindSystem(clock);
    bindServers(clock);
    HostTransactions made =
        new HostTransactions(
            around.database(),
            link,
            around,
            getProvider(JoinedWrites.class),
            getProvider(Supervisor.class));
    transactions = made;
    Multibinder.newSetBinder(binder(), Background.class).addBinding().toInstance(made);
    bind(Telemetry.class).toInstance(Telemetry.NONE);
    if (around.plan().isBrokered()) {
      bind(Scheduler.class).toInstance(around.scheduler());
      bind(SimulatedBroker.class).toInstance(around.broker());
      bind(BrokerReader.BrokerTenants.class).toInstance(new BrokerReader.BrokerTenants(tenants()));
      bind(EventPublisher.class).toInstance(around.broker());
      bind(BrokerReader.class);
      Multibinder.newSetBinder(binder(), Background.class).addBinding().to(BrokerReader.class);
    }
  }

  // As the product's own, so that a suspension of the machine is noticed.
  private MonotonicClock clock() {
    Scheduler scheduler = around.scheduler();
    return new SuspendAwareClock(
        () -> scheduler.nanoTime(process), () -> START.plusNanos(scheduler.now()).toEpochMilli());
  }

  private List<TenantId> tenants() {
    return IntStream.range(0, around.plan().tenants())
        .mapToObj(tenant -> new TenantId(WriteNames.tenant(tenant)))
        .toList();
  }

  private void bindSystem(MonotonicClock clock) {
    Scheduler scheduler = around.scheduler();
    ThreadWaits waits = new SimulatedWaits(scheduler);
    TurnFaults faults =
        what -> {
          if (around.troubles().strike(TroubleKind.BROKEN_TURNS, number)) {
            throw new NoClassDefFoundError("by the simulation");
          }
        };
    // At random, as in the product, the same seed would not elect the same reporter of the outbox.
    UUID id = UUID.nameUUIDFromBytes(process.name().getBytes(StandardCharsets.UTF_8));
    bind(InstanceId.class).toInstance(InstanceId.of(true, START.plusNanos(scheduler.now()), id));
    bind(InstantSource.class).toInstance(() -> START.plusNanos(scheduler.now()));
    bind(MonotonicClock.class).toInstance(clock);
    bind(PauseDetector.class).toInstance(new PauseDetector(clock));
    bind(ThreadWaits.class).toInstance(waits);
    bind(JitterSource.class).toInstance(scheduler.random()::fraction);
    bind(Sleeper.class)
        .toInstance(
            pause -> {
              scheduler.sleep(pause);
              return true;
            });
    bind(Supervisor.class)
        .toInstance(
            Supervisor.create(
                clock, waits, (name, task) -> scheduler.start(process, name, task), faults));
    bind(Key.get(Executor.class, AsyncCalls.class))
        .toInstance(new SimulatedExecutor(scheduler, process, "call"));
    bind(Key.get(ExecutorService.class, RelayWork.class))
        .toInstance(new SimulatedExecutor(scheduler, process, "relay"));
  }

  private void bindServers(MonotonicClock clock) {
    Scheduler scheduler = around.scheduler();
    SimulatedDatabase database = around.database();
    bind(MemoryService.class).toInstance(new ServiceConnection(around.service(), clock));
    bind(TrafficCounter.class).toInstance(new InMemoryTrafficCounter(database.store()));
    bind(OutboxClock.class).toInstance(() -> START.plusNanos(scheduler.now()));
    bind(Outbox.class).toInstance(new SimulatedOutbox(database, link, scheduler, around.history()));
    bind(OutboxRecords.class).toInstance(new SimulatedRecords(database, link, around.history()));
    bind(TenantLeases.class).toInstance(new SimulatedLeases(database.store(), link));
    bind(CircuitOrders.class).toInstance(new SimulatedOrders(database.store(), link));
  }
}
