package io.soma.memory.ports.driven;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryAddress;

/** Where memories lie at the memory service; a pure function, safe for many threads. */
public interface CoordinateScheme {

  /**
   * The coordinate of an address, in the service's one spelling, as the tenant names it: equal
   * arguments give equal coordinates for ever. A coordinate that the caller names is kept.
   *
   * @throws InvalidWriteException if the memory service would not take the coordinate
   */
  Coordinate coordinateOf(TenantId tenant, MemoryAddress address);

  /**
   * The settings that decide where memories lie, as one text for people: equal in two processes if
   * both find the same memories, and different if a setting differs. All processes of one outbox
   * must have the same. Empty if no setting decides.
   */
  default String rules() {
    return "";
  }
}
