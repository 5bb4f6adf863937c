package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.util.Modules;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import jakarta.inject.Singleton;

/**
 * Soma Memory for a program that uses Guice itself: it gets the driving ports, and the {@link
 * Engine} to close, and nothing else. Everything behind them is in an injector of its own, so that
 * the program's rules hold for the program, and ours for us. It starts when the program's injector
 * does, in {@code Stage.PRODUCTION} as in {@code Stage.DEVELOPMENT}.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new EmbeddedMemoryModule(config), new OrdersModule());
 * ...
 * injector.getInstance(Engine.class).close();
 * }</pre>
 *
 * <p>A test swaps adapters with {@link #EmbeddedMemoryModule(MemoryConfig, Module)}.
 */
public final class EmbeddedMemoryModule extends AbstractModule {

  private final Module wiring;

  /**
   * The parts that the configuration names.
   *
   * @throws io.soma.memory.app.config.ConfigurationException if the class path has no transport of
   *     the name that is set
   */
  public EmbeddedMemoryModule(MemoryConfig config) {
    this.wiring = new MemoryModule(config);
  }

  /** The same with other adapters, such as the testkit's {@code InMemoryModule}. */
  public EmbeddedMemoryModule(MemoryConfig config, Module swapped) {
    this.wiring = Modules.override(new MemoryModule(config)).with(swapped);
  }

  @Override
  protected void configure() {
    bind(Engine.class).toProvider(() -> Engine.start(wiring)).asEagerSingleton();
  }

  @Provides
  @Singleton
  static MemoryClient client(Engine engine) {
    return engine.client();
  }

  @Provides
  @Singleton
  static HealthReport health(Engine engine) {
    return engine.health();
  }

  @Provides
  @Singleton
  static ServiceStatus serviceStatus(Engine engine) {
    return engine.serviceStatus();
  }

  @Provides
  @Singleton
  static OutboxAdministration outbox(Engine engine) {
    return engine.outbox();
  }

  @Provides
  @Singleton
  static TenantAdministration tenants(Engine engine) {
    return engine.tenants();
  }

  @Provides
  @Singleton
  static TransactionalWrites transactional(Engine engine) {
    return engine.transactional();
  }
}
