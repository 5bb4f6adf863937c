package io.soma.memory.app.wiring;

import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.transport.TransportModule;
import io.soma.memory.app.usecase.relay.DirectTransport;

/** The relay hands events to the memory service itself. */
public final class DirectTransportModule extends TransportModule {

  @Override
  public String transportName() {
    return "direct";
  }

  @Override
  public void requireSettings(TransportSettings settings) {
    settings.requireOnly();
  }

  @Override
  protected void configure() {
    bind(DirectTransport.class);
    carryWith(DirectTransport.class);
  }
}
