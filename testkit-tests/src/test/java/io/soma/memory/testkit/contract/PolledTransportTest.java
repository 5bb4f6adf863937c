package io.soma.memory.testkit.contract;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;

/** A right receiving end passes. */
class PolledTransportTest extends EventReplayContract {

  private final PolledTransport transport = new PolledTransport();

  @Override
  protected EventPublisher publisher() {
    return transport;
  }

  @Override
  protected AutoCloseable receive(EventReplay replay) {
    return transport.receive(replay);
  }

  @Override
  protected boolean putNoEvent(TenantId tenant) {
    transport.putNoEvent(tenant);
    return true;
  }
}
