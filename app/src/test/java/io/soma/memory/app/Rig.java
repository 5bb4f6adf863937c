package io.soma.memory.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.backlog.OtherInstances;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.client.BacklogDrainLimits;
import io.soma.memory.app.usecase.relay.Relay;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.relay.RelayStep;
import io.soma.memory.app.usecase.watchdog.Watchdog;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryOutboxRecords;
import io.soma.memory.testkit.fake.ManualClock;
import io.soma.memory.testkit.fake.ServiceResults;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The whole application on fakes, with every loop stepped by the test; the wiring is the product's
 * own with its adapters swapped, as in an embedder's test.
 */
public final class Rig {

  public static final TenantId TENANT = new TenantId("alpha");
  public static final CallResult<WriteConfirmation> UNAVAILABLE =
      ServiceResults.serverError("broken");

  private final InMemoryModule fakes = new InMemoryModule();
  private final Injector injector;

  /** Further variables as name, value, name, value. */
  public Rig(String... variables) {
    this(fakes -> binder -> {}, variables);
  }

  /** With further bindings in place of those of the fakes. */
  public Rig(Function<InMemoryModule, Module> instead, String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none");
    environment.put("SOMABRAIN_HTTP_RETRIES", "0");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    MemoryModule real = new MemoryModule(MemoryConfig.from(environment));
    Module stepped =
        binder -> {
          // Nothing wakes the relay unless the test does, and no write waits for it.
          binder.bind(RelaySignal.class).toInstance(tenant -> {});
          binder
              .bind(BacklogDrainLimits.class)
              .toInstance(new BacklogDrainLimits(0, Duration.ZERO));
        };
    Module onFakes = Modules.override(real).with(fakes, stepped);
    injector = Guice.createInjector(Modules.override(onFakes).with(instead.apply(fakes)));
    refresh();
  }

  public MemoryClient client() {
    return injector.getInstance(MemoryClient.class);
  }

  public HealthReport health() {
    return injector.getInstance(HealthReport.class);
  }

  public ManualClock clock() {
    return fakes.clock();
  }

  public FakeMemoryService service() {
    return fakes.memoryService();
  }

  public InMemoryOutbox outbox() {
    return fakes.outbox();
  }

  public InMemoryOutboxRecords records() {
    return fakes.records();
  }

  public <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  /** Remembers a text under a key of {@link #TENANT}; the request id is the text. */
  public WriteReceipt remember(String key, String text) {
    return remember("alpha", key, text);
  }

  public WriteReceipt remember(String tenant, String key, String text) {
    return client()
        .remember(
            Remember.of("test:" + tenant, key, Map.of("text", text))
                .withOptions(WriteOptions.requestId(text)));
  }

  /** Looks at other instances and at the backlog, as the housekeeping does. */
  public void refresh() {
    injector.getInstance(OtherInstances.class).look();
    injector.getInstance(TrackedBacklog.class).refresh();
  }

  /** One turn of {@link #TENANT} at the relay. */
  public RelayStep relay() {
    return relay(TENANT);
  }

  /** One turn of a tenant at the relay. */
  public RelayStep relay(TenantId tenant) {
    return injector.getInstance(Relay.class).relay(tenant);
  }

  /** One look of the watchdog at a memory service in this state. */
  public void watch(boolean acceptsWrites) {
    service().health(new ServiceHealth(acceptsWrites, "as the test says"));
    injector.getInstance(Watchdog.class).look();
  }

  public void advance(Duration duration) {
    clock().advance(duration);
  }

  /** The request ids of the writes that took effect, in order. */
  public List<String> effects() {
    return service().effects().stream().map(Delivery::requestId).map(Object::toString).toList();
  }
}
