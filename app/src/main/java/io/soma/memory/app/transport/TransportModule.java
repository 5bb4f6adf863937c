package io.soma.memory.app.transport;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.usecase.check.Probe;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.MessageBroker;
import java.util.List;

/**
 * Adds a transport under a name. Found with {@link java.util.ServiceLoader}, so that a jar on the
 * class path and {@code SOMABRAIN_OUTBOX_TRANSPORT=name} are enough; only the module with the
 * configured name is installed, and may bind anything that its transport needs. Its classes may
 * inject {@link TransportSettings}, which are those of this transport.
 */
public abstract class TransportModule extends AbstractModule {

  /** The name, as the configuration has it. */
  public abstract String transportName();

  /**
   * Called before the module is installed.
   *
   * @throws io.soma.memory.app.config.ConfigurationException if the class path lacks a library of
   *     the transport
   */
  public void requireAvailable() {}

  /**
   * Called before the module is installed, so that a missing library is reported before anything
   * starts.
   *
   * @throws io.soma.memory.app.config.ConfigurationException if a setting is missing or wrong
   */
  public void requireSettings(TransportSettings settings) {}

  /** The checks of {@code ./soma check} for this transport; none unless overridden. */
  public List<Probe> probes(MemoryConfig config) {
    return List.of();
  }

  /** Makes this class the transport; for {@link #configure}. */
  protected final void carryWith(Class<? extends EventPublisher> publisher) {
    MapBinder.newMapBinder(binder(), String.class, EventPublisher.class)
        .addBinding(transportName())
        .to(publisher);
  }

  /**
   * Names the broker behind the transport, so that operators see whether it answers; for {@link
   * #configure}. It is asked every few seconds in the processes that carry or replay.
   */
  protected final void lookAtBroker(Class<? extends MessageBroker> broker) {
    Multibinder.newSetBinder(binder(), MessageBroker.class).addBinding().to(broker);
  }

  /** Registers a class to run beside the transport; for {@link #configure}. */
  protected final void runBeside(Class<? extends Background> background) {
    Multibinder.newSetBinder(binder(), Background.class).addBinding().to(background);
  }
}
