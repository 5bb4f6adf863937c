package io.soma.memory.http.coordinate;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.CoordinateScheme;
import java.util.Locale;

/**
 * The coordinates that the memory service's clients have always used: a key is hashed under a
 * universe, and a coordinate that the caller names is normalized to its only spelling.
 *
 * @param universe under which universe the keys of tenants with existing data are hashed
 */
public record NumericCoordinateScheme(Tenancy tenancy, UniverseRule universe)
    implements CoordinateScheme {

  @Override
  public Coordinate coordinateOf(TenantId tenant, MemoryAddress address) {
    Coordinate own = address.coordinate();
    if (own == null) {
      return Blake2bCoordinateHash.coordinateOf(universeOf(tenant), address.requireKey());
    }
    Coordinate canonical = NumericCoordinates.parse(own.text());
    // One that the memory service would not take must not be acknowledged.
    Coordinate unused = new CoordinateScoping(tenancy).toService(tenant, canonical);
    return canonical;
  }

  @Override
  public String rules() {
    String keptApart =
        tenancy instanceof Tenancy.Shared shared
            ? "tenancy=shared, unmarked owner="
                + (shared.unmarkedOwner() == null ? "none" : shared.unmarkedOwner())
            : "tenancy=isolated";
    return keptApart + ", universe=" + universe.name().toLowerCase(Locale.ROOT);
  }

  /** The universe of a tenant; existing data lies where the rule says, and new data apart. */
  public String universeOf(TenantId tenant) {
    UniverseRule rule = tenancy.keepsExistingCoordinates(tenant) ? universe : UniverseRule.TENANT;
    return rule.of(tenant);
  }
}
