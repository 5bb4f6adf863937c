package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.Housekeeping;
import io.soma.memory.app.background.RelayTurns;

/** The parts that start, run and close the application. */
final class EngineModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(Engine.class);
    bind(Closing.class);
    bind(Housekeeping.class);
    bind(RelayTurns.class);
    bind(TransactionalDoor.class);
    Multibinder<Background> background = Multibinder.newSetBinder(binder(), Background.class);
    background.addBinding().to(Housekeeping.class);
    background.addBinding().to(RelayTurns.class);
    background.addBinding().to(TransactionalDoor.class);
  }
}
