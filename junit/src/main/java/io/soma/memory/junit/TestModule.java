package io.soma.memory.junit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.app.usecase.client.BacklogDrainLimits;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ManualClock;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The parts that a test puts in the place of the product's. */
final class TestModule extends AbstractModule {

  private final ManualClock clock;
  private final FakeMemoryService service;
  private final HungCalls hung;
  private final @Nullable InMemoryModule outbox;

  private TestModule(
      ManualClock clock, FakeMemoryService service, @Nullable InMemoryModule outbox) {
    this.clock = clock;
    this.service = service;
    this.outbox = outbox;
    this.hung = new HungCalls(clock);
  }

  static TestModule inMemory() {
    InMemoryModule all = new InMemoryModule();
    return new TestModule(all.clock(), all.memoryService(), all);
  }

  static TestModule onPostgres() {
    return new TestModule(new ManualClock(), new FakeMemoryService(), null);
  }

  FakeMemoryService service() {
    return service;
  }

  HungCalls hung() {
    return hung;
  }

  @Override
  protected void configure() {
    Module own =
        binder -> {
          binder.bind(MemoryService.class).toInstance(hung.before(service));
          binder.bind(InstantSource.class).toInstance(clock);
          binder.bind(MonotonicClock.class).toInstance(clock);
          // No write waits for a backlog that only the test ends.
          binder
              .bind(BacklogDrainLimits.class)
              .toInstance(new BacklogDrainLimits(0, Duration.ZERO));
        };
    install(outbox == null ? own : Modules.override(outbox).with(own));
  }
}
