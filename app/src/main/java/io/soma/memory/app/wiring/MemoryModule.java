package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.transport.TransportModule;
import io.soma.memory.app.transport.Transports;
import io.soma.memory.ports.driven.EventPublisher;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * All of Soma Memory. To swap an adapter, override its binding:
 *
 * <pre>{@code
 * Modules.override(new MemoryModule(config)).with(new InMemoryModule())
 * }</pre>
 */
public final class MemoryModule extends AbstractModule {

  private final MemoryConfig config;
  private final BackgroundParts parts;
  private final TransportModule transport;

  /**
   * Wires the parts that the configuration names.
   *
   * @throws io.soma.memory.app.config.ConfigurationException if the class path has no transport of
   *     the name that is set
   */
  public MemoryModule(MemoryConfig config) {
    this(config, BackgroundParts.ALL);
  }

  /** The same, running only these parts in the background. */
  public MemoryModule(MemoryConfig config, BackgroundParts parts) {
    this.config = config;
    this.parts = parts;
    this.transport = Transports.named(config.outbox().transport());
    transport.requireSettings(config.outbox().transport());
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
    bind(MemoryConfig.class).toInstance(config);
    bind(BackgroundParts.class).toInstance(parts);
    bind(TransportSettings.class).toInstance(config.outbox().transport());
    install(new HttpModule());
    install(new PostgresModule());
    install(transport);
    install(new TelemetryModule());
    install(new ExecutorModule());
    install(new UseCaseModule());
    install(new EngineModule());
  }

  @Provides
  @Singleton
  EventPublisher transport(Map<String, EventPublisher> transports) {
    return transports.values().iterator().next();
  }
}
