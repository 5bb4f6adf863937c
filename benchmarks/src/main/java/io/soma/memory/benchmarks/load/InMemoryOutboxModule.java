package io.soma.memory.benchmarks.load;

import com.google.inject.AbstractModule;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.testkit.fake.InMemoryCircuitOrders;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryOutboxRecords;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.InMemoryTenantLeases;
import io.soma.memory.testkit.fake.InMemoryTrafficCounter;
import java.time.InstantSource;

/** No database, where a benchmark measures the way over HTTP alone. */
public final class InMemoryOutboxModule extends AbstractModule {

  /** Settings need a data source name. Nothing connects to this one. */
  public static final String UNUSED_DSN = "postgresql://unused@127.0.0.1:1/none";

  @Override
  protected void configure() {
    InMemoryStore store = new InMemoryStore(InstantSource.system());
    bind(Outbox.class).toInstance(new InMemoryOutbox(store));
    bind(OutboxRecords.class).toInstance(new InMemoryOutboxRecords(store));
    bind(OutboxClock.class).toInstance(InstantSource.system()::instant);
    bind(CircuitOrders.class).toInstance(new InMemoryCircuitOrders(store));
    bind(TenantLeases.class).toInstance(new InMemoryTenantLeases(store));
    bind(TrafficCounter.class).toInstance(new InMemoryTrafficCounter(store));
  }
}
