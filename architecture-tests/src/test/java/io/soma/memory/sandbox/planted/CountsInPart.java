package io.soma.memory.sandbox.planted;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;

/** Passes on one kind of event, and loses the others. */
record CountsInPart(Telemetry real) implements Telemetry {

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    real.writeEnded(tenant, took);
  }
}
