package io.soma.memory.http.coordinate;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import java.util.Optional;

/**
 * How coordinates that tenants name become coordinates of the memory service, and back.
 *
 * <p>Where the memory service may mix tenants, each tenant's coordinates end in parts of its own,
 * which are a hash of its id. The two methods are pure, and inverse to each other: {@link
 * #toVisible} turns the result of {@link #toService} back into the coordinate of the same tenant,
 * and, if the service may mix tenants, for no other tenant.
 */
public record CoordinateScoping(Tenancy tenancy) {

  /**
   * Where a tenant's coordinate lies at the memory service.
   *
   * @throws InvalidWriteException if it would be longer there than the service takes
   */
  public Coordinate toService(TenantId tenant, Coordinate visible) {
    return isUnscoped(tenant, visible) ? visible : scoped(TenantSuffix.of(tenant), visible);
  }

  /** The tenant's name for a coordinate of the memory service; empty if it is not the tenant's. */
  public Optional<Coordinate> toVisible(TenantId tenant, Coordinate atService) {
    if (isUnscoped(tenant, atService)) {
      return Optional.of(atService);
    }
    // A coordinate that toService cannot produce belongs to no tenant. Otherwise two coordinates
    // of the service would look alike.
    return TenantSuffix.of(tenant)
        .removedFrom(atService.text())
        .map(Coordinate::new)
        .filter(visible -> !isUnscoped(tenant, visible));
  }

  // The owner of unmarked data must not reach other tenants' memories with any name.
  private boolean isUnscoped(TenantId tenant, Coordinate coordinate) {
    return tenancy instanceof Tenancy.Isolated
        || (tenancy.keepsExistingCoordinates(tenant) && !TenantSuffix.isAtEndOf(coordinate.text()));
  }

  private static Coordinate scoped(TenantSuffix suffix, Coordinate visible) {
    int most = NumericCoordinates.MAX_LENGTH - suffix.text().length();
    if (visible.text().length() > most) {
      throw new InvalidWriteException(
          "coordinate",
          visible.text().length()
              + " characters are over the "
              + most
              + " that are left to this tenant, as "
              + suffix.text().length()
              + " of the memory service's "
              + NumericCoordinates.MAX_LENGTH
              + " keep tenants apart");
    }
    return new Coordinate(visible.text() + suffix.text());
  }
}
