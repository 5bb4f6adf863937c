package io.soma.memory.gateway.transcript;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.serve.Serve;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.MonotonicClock;
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
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A gateway in front of the memory service's double, with a token of one tenant. */
final class TranscriptGateway implements AutoCloseable {

  static final String TOKEN = "token-of-the-transcripts";
  static final String DATABASE = "SOMABRAIN_POSTGRES_DSN";

  private static final Duration RESET_INTERVAL = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private final AtomicLong aheadNanos = new AtomicLong();
  private final TenantId tenant;
  private final SomaMemory soma;
  private final Serve serve;

  /**
   * With its outbox in memory, unless the variables name a database.
   *
   * @param variables further ones, by their names
   */
  TranscriptGateway(
      ScriptableMemoryService service, Path directory, String tenant, Map<String, String> variables)
      throws IOException {
    this.tenant = new TenantId(tenant);
    Path tokens =
        Files.writeString(directory.resolve("tokens"), "client " + TOKEN + " " + tenant + "\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", service.baseUrl());
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", service.token());
    environment.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.1");
    environment.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "" + RESET_INTERVAL.toSeconds());
    environment.put(DATABASE, "postgresql://nobody:nothing@127.0.0.1:1/x");
    environment.put("SOMABRAIN_GATEWAY_TOKENS_FILE", tokens.toString());
    environment.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    // The transcripts' requests are for a host of this name.
    environment.put("SOMABRAIN_GATEWAY_HOSTS", "memory");
    environment.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    environment.putAll(variables);
    ServeConfig config = ServeConfig.from(environment);
    MemoryModule real = new MemoryModule(config.memory(), BackgroundParts.of(config));
    soma =
        SomaMemory.of(
            Engine.start(
                variables.containsKey(DATABASE)
                    ? real
                    : Modules.override(real).with(new OutboxInMemory())));
    serve = Serve.start(config, soma);
  }

  int port() {
    return serve.gatewayPort();
  }

  /** Lets a circuit that is open try the service again at once; without a database only. */
  void endResetInterval() {
    aheadNanos.addAndGet(RESET_INTERVAL.multipliedBy(2).toNanos());
  }

  /**
   * Waits until nothing is queued any more, the circuit is closed, and a look that is recent by the
   * clock has seen that the outbox takes writes.
   */
  void awaitCalm() {
    while (soma.health().unconfirmed(tenant) > 0 || !isClosed() || !soma.health().takesWrites()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isClosed() {
    return soma.health().circuit(tenant).toString().equals("CLOSED");
  }

  @Override
  public void close() {
    serve.close();
  }

  private final class OutboxInMemory extends AbstractModule {

    @Override
    protected void configure() {
      InMemoryStore store = new InMemoryStore(InstantSource.system());
      bind(InstantSource.class).toInstance(InstantSource.system());
      bind(MonotonicClock.class).toInstance(() -> System.nanoTime() + aheadNanos.get());
      bind(Outbox.class).toInstance(new InMemoryOutbox(store));
      bind(OutboxRecords.class).toInstance(new InMemoryOutboxRecords(store));
      bind(OutboxClock.class).toInstance(InstantSource.system()::instant);
      bind(TenantLeases.class).toInstance(new InMemoryTenantLeases(store));
      bind(TrafficCounter.class).toInstance(new InMemoryTrafficCounter(store));
      bind(CircuitOrders.class).toInstance(new InMemoryCircuitOrders(store));
    }
  }
}
