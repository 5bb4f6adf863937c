package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.TenantLease;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** That the right to carry is held at the moment of the statement that this is part of. */
final class LeaseCheck {

  static final String MAY_CARRY =
      "EXISTS (SELECT 1 FROM tenant_leases AS lease WHERE lease.tenant_id = ? AND lease.holder = ?"
          + " AND lease.fencing_token = ? AND lease.expires_at > clock_timestamp())";

  private LeaseCheck() {}

  /** Binds a lease, and says which parameter is the next. */
  static int bind(PreparedStatement statement, int first, TenantLease lease) throws SQLException {
    statement.setString(first, lease.tenant().value());
    statement.setString(first + 1, lease.holder());
    statement.setLong(first + 2, lease.fencingToken());
    return first + 3;
  }
}
