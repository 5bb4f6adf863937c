package io.soma.memory.testkit.wiring;

import com.google.inject.AbstractModule;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.InMemoryCircuitOrders;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryOutboxRecords;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.InMemoryTenantLeases;
import io.soma.memory.testkit.fake.InMemoryTrafficCounter;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.InstantSource;

/**
 * A memory service, an outbox, leases and a clock in memory, for tests of programs that embed Soma
 * Memory: nothing to install, and time stands still until the test moves it.
 *
 * <pre>{@code
 * InMemoryModule fakes = new InMemoryModule();
 * Modules.override(new MemoryModule(config)).with(fakes)
 * }</pre>
 */
public final class InMemoryModule extends AbstractModule {

  private final ManualClock clock = new ManualClock();
  private final FakeMemoryService memoryService = new FakeMemoryService();
  private final InMemoryOutbox outbox;
  private final InMemoryOutboxRecords records;
  private final InMemoryTenantLeases leases;
  private final InMemoryTrafficCounter traffic;
  private final InMemoryCircuitOrders circuitOrders;

  /** An instance of its own. */
  public InMemoryModule() {
    InMemoryStore store = new InMemoryStore(clock);
    outbox = new InMemoryOutbox(store);
    records = new InMemoryOutboxRecords(store);
    leases = new InMemoryTenantLeases(store);
    traffic = new InMemoryTrafficCounter(store);
    circuitOrders = new InMemoryCircuitOrders(store);
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(clock);
    bind(MonotonicClock.class).toInstance(clock);
    bind(MemoryService.class).toInstance(memoryService);
    bind(Outbox.class).toInstance(outbox);
    bind(OutboxRecords.class).toInstance(records);
    bind(OutboxClock.class).toInstance(clock::instant);
    bind(TenantLeases.class).toInstance(leases);
    bind(TrafficCounter.class).toInstance(traffic);
    bind(CircuitOrders.class).toInstance(circuitOrders);
  }

  /** The clock of everything. */
  public ManualClock clock() {
    return clock;
  }

  /** The memory service, which the test scripts. */
  public FakeMemoryService memoryService() {
    return memoryService;
  }

  /** The outbox, which a test may look into. */
  public InMemoryOutbox outbox() {
    return outbox;
  }

  /** The same outbox as operators see it. */
  public InMemoryOutboxRecords records() {
    return records;
  }

  /** The leases. */
  public InMemoryTenantLeases leases() {
    return leases;
  }

  /** The orders of operators. */
  public InMemoryCircuitOrders circuitOrders() {
    return circuitOrders;
  }
}
