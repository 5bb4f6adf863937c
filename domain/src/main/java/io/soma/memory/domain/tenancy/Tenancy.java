package io.soma.memory.domain.tenancy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How coordinates that tenants name become coordinates of the memory service, and back.
 *
 * <p>The two methods are pure, and inverse to each other: what {@link #toService} makes of a
 * tenant's coordinate, {@link #toVisible} turns back for that tenant, and, where the service may
 * mix tenants, for no other.
 */
public sealed interface Tenancy {

  /**
   * Where a tenant's coordinate lies at the memory service.
   *
   * @throws InvalidWriteException if it would be longer there than the service takes
   */
  Coordinate toService(TenantId tenant, Coordinate visible);

  /** What a tenant calls a coordinate of the memory service; empty if it is not the tenant's. */
  Optional<Coordinate> toVisible(TenantId tenant, Coordinate atService);

  /**
   * Whether a tenant's coordinates are those of the memory service's existing data. One that looks
   * as if it were scoped is an exception, where the service may mix tenants.
   */
  boolean keepsExistingCoordinates(TenantId tenant);

  /** The memory service keeps tenants apart by itself: coordinates are what they are. */
  record Isolated() implements Tenancy {

    @Override
    public Coordinate toService(TenantId tenant, Coordinate visible) {
      return visible;
    }

    @Override
    public Optional<Coordinate> toVisible(TenantId tenant, Coordinate atService) {
      return Optional.of(atService);
    }

    @Override
    public boolean keepsExistingCoordinates(TenantId tenant) {
      return true;
    }
  }

  /**
   * The memory service may mix tenants: each tenant's coordinates end in parts of its own, which
   * are a hash of its id.
   *
   * @param unmarkedOwner the one tenant whose coordinates have no such parts, so that it has what
   *     was stored before; null for none
   */
  record Shared(@Nullable TenantId unmarkedOwner) implements Tenancy {

    @Override
    public Coordinate toService(TenantId tenant, Coordinate visible) {
      return isUnscoped(tenant, visible) ? visible : scoped(TenantSuffix.of(tenant), visible);
    }

    @Override
    public Optional<Coordinate> toVisible(TenantId tenant, Coordinate atService) {
      if (isUnscoped(tenant, atService)) {
        return Optional.of(atService);
      }
      // What does not come out of toService is nobody's, else two coordinates would look alike.
      return TenantSuffix.of(tenant)
          .removedFrom(atService.text())
          .map(Coordinate::ofStored)
          .filter(visible -> !isUnscoped(tenant, visible));
    }

    @Override
    public boolean keepsExistingCoordinates(TenantId tenant) {
      return tenant.equals(unmarkedOwner);
    }

    // Whatever the owner names, it must not reach what belongs to others.
    private boolean isUnscoped(TenantId tenant, Coordinate coordinate) {
      return keepsExistingCoordinates(tenant) && !TenantSuffix.isAtEndOf(coordinate.text());
    }

    private static Coordinate scoped(TenantSuffix suffix, Coordinate visible) {
      int most = Coordinate.MAX_LENGTH - suffix.text().length();
      if (visible.text().length() > most) {
        throw new InvalidWriteException(
            "coordinate",
            visible.text().length()
                + " characters are over the "
                + most
                + " that are left to this tenant, as "
                + suffix.text().length()
                + " of the memory service's "
                + Coordinate.MAX_LENGTH
                + " keep tenants apart");
      }
      return Coordinate.ofStored(visible.text() + suffix.text());
    }
  }
}
