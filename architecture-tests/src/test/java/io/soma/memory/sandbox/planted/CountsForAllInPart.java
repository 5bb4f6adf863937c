package io.soma.memory.sandbox.planted;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.util.List;

/** Passes on one kind of event to several, and loses the others. */
record CountsForAllInPart(List<Telemetry> all) implements Telemetry {

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    all.forEach(each -> each.writeEnded(tenant, took));
  }
}
