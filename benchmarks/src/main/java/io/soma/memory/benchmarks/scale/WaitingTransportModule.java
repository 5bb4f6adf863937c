package io.soma.memory.benchmarks.scale;

import io.soma.memory.app.transport.TransportModule;

/** Adds {@link WaitingTransport} to the benchmarks' processes. */
public final class WaitingTransportModule extends TransportModule {

  /** As {@code SOMABRAIN_OUTBOX_TRANSPORT} names it. */
  static final String NAME = "waiting";

  @Override
  public String transportName() {
    return NAME;
  }

  @Override
  protected void configure() {
    bind(WaitingTransport.class);
    carryWith(WaitingTransport.class);
  }
}
