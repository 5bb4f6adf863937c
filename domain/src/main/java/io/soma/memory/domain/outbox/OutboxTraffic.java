package io.soma.memory.domain.outbox;

import java.util.List;

/**
 * What moved in the outbox since a mark.
 *
 * @param upTo the mark from which to go on
 * @param tenants those of which something moved
 */
public record OutboxTraffic(TrafficMark upTo, List<TenantTraffic> tenants) {

  /** Copies the list. */
  public OutboxTraffic {
    tenants = List.copyOf(tenants);
  }
}
