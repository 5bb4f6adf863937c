package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.Housekeeping;
import io.soma.memory.app.background.RelayTurns;
import io.soma.memory.supervision.CloseStack;
import jakarta.inject.Singleton;

/** The parts that start, run and close the application. */
final class EngineModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(Engine.class);
    bind(Housekeeping.class);
    bind(RelayTurns.class);
    bind(TransactionalDoor.class);
    Multibinder<Background> background = Multibinder.newSetBinder(binder(), Background.class);
    background.addBinding().to(Housekeeping.class);
    background.addBinding().to(RelayTurns.class);
    background.addBinding().to(TransactionalDoor.class);
  }

  // A part that was never requested was never opened, and one that a test replaced is not touched.
  @Provides
  @Singleton
  static CloseStack closing() {
    return new CloseStack();
  }
}
