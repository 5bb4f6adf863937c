package io.soma.memory.junit;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.MemoryConfigBuilder;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.relay.Relay;
import io.soma.memory.app.usecase.watchdog.CircuitRecovery;
import io.soma.memory.app.usecase.watchdog.Watchdog;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ServiceResults;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One Soma Memory of one test. */
final class TestMemory implements AutoCloseable {

  /** Lets a circuit be probed within a few steps, and ends a call's deadline in one. */
  private static final Duration STEP = Duration.ofSeconds(10);

  /** As many steps as every circuit takes to be probed several times, in an hour and a half. */
  private static final int MOST_STEPS = 500;

  private static final long LOOK_NANOS = 2_000_000;

  private final String url;
  private final FakeMemoryService service;
  private final HungCalls hung;
  private final CountedCalls calls;
  private final ExecutorService threads;
  private final Injector injector;
  private final Engine engine;

  private TestMemory(
      MemoryConfigBuilder builder, TestModule parts, String url, boolean runsByItself) {
    this.url = url;
    this.service = parts.service();
    this.hung = parts.hung();
    this.threads = Supervisor.create().pool("test-call");
    this.calls = new CountedCalls(threads);
    MemoryConfig config = builder.executor(calls).build();
    BackgroundParts background = new BackgroundParts(runsByItself, runsByItself, false);
    this.injector =
        Guice.createInjector(Modules.override(new MemoryModule(config, background)).with(parts));
    this.engine = injector.getInstance(Engine.class);
    if (runsByItself) {
      injector
          .getInstance(Key.get(new TypeLiteral<Set<Background>>() {}))
          .forEach(Background::start);
    }
    look();
  }

  static TestMemory start(
      UnaryOperator<MemoryConfigBuilder> settings,
      boolean postgres,
      boolean kafka,
      boolean background) {
    String url =
        postgres
            ? EmbeddedPostgresServer.shared().createDatabase()
            : "postgresql://in@127.0.0.1:1/memory";
    MemoryConfigBuilder builder =
        MemoryConfig.builder()
            .endpoint(URI.create("http://127.0.0.1:1"))
            .token("of-a-test")
            .postgres(url)
            .retries(0);
    if (kafka) {
      // Tests share the broker, and each has an outbox of its own.
      builder
          .kafka(EmbeddedKafkaBroker.shared().bootstrapServers())
          .kafkaTopicPrefix("test-" + UUID.randomUUID() + ".");
    }
    TestModule parts = postgres ? TestModule.onPostgres() : TestModule.inMemory();
    return new TestMemory(settings.apply(builder), parts, url, background);
  }

  SomaMemory memory() {
    return SomaMemory.of(engine);
  }

  String url() {
    return url.startsWith("jdbc:") ? url : "jdbc:" + url;
  }

  void hang(TenantId tenant) {
    // A call that gets past HungCalls has waited its full time, and gets no answer.
    service.hang(tenant).timeOut();
    hung.hang(tenant);
  }

  void recover(TenantId tenant) {
    service.recover(tenant);
    hung.release(tenant);
  }

  void answer(TenantId tenant, int status) {
    service.answer(tenant, StatusResults.of(status));
  }

  void answerNext(TenantId tenant, int status, int times) {
    service.answer(tenant, ServiceResults.CONFIRMED);
    for (int i = 0; i < times; i++) {
      service.answerNext(tenant, StatusResults.of(status));
    }
  }

  void down(int status) {
    service.answerEverybody(StatusResults.of(status));
    service.health(new ServiceHealth(false, "the test says so"));
  }

  void recover() {
    service.recover();
    service.health(new ServiceHealth(true, "the test says so"));
    hung.releaseAll();
  }

  List<Memory> memories(TenantId tenant) {
    return service.memories(tenant);
  }

  List<String> stored(TenantId tenant) {
    return service.effects(tenant).stream().map(effect -> effect.coordinate().text()).toList();
  }

  long waiting(TenantId tenant) {
    look();
    return engine.health().unconfirmed(tenant);
  }

  void advance(Duration duration) {
    hung.advance(duration);
    look();
    injector.getInstance(Watchdog.class).look();
    injector.getInstance(CircuitRecovery.class).look();
  }

  void settle() {
    for (int step = 0; step < MOST_STEPS; step++) {
      awaitCalls();
      List<TenantBacklog> waiting = injector.getInstance(Outbox.class).backlog();
      if (waiting.isEmpty() && calls.underWay() == 0) {
        look();
        return;
      }
      deliver(waiting);
      advance(STEP);
    }
    throw new AssertionError(
        "the script never lets these end; does the tenant recover?\n" + describe());
  }

  private void deliver(List<TenantBacklog> waiting) {
    look();
    for (TenantBacklog each : waiting) {
      while (injector.getInstance(Relay.class).relay(each.tenant()).more()
          && engine.health().unconfirmed(each.tenant()) > 0
          && !engine.health().circuit(each.tenant()).keepsCallsAway()) {
        look();
      }
    }
    LockSupport.parkNanos(LOOK_NANOS);
  }

  // Until each has ended, or waits for the clock.
  private void awaitCalls() {
    while (calls.underWay() > hung.waiting()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private String describe() {
    return injector.getInstance(Outbox.class).backlog().stream()
        .map(
            each ->
                each.tenant()
                    + ": "
                    + each.unconfirmed()
                    + " writes wait, circuit "
                    + engine.health().circuit(each.tenant()))
        .collect(Collectors.joining("\n"));
  }

  private void look() {
    injector.getInstance(TrackedBacklog.class).refresh();
  }

  @Override
  public void close() {
    hung.releaseAll();
    engine.close();
    threads.shutdownNow();
  }
}
