package io.soma.memory.postgres.admin;

import static io.soma.memory.postgres.jooq.Tables.CIRCUIT_ORDERS;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredTenant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Operators' orders as rows, so that they outlive the instance that was asked. */
public final class PostgresCircuitOrders implements CircuitOrders {

  private final ConnectionPool pool;

  public PostgresCircuitOrders(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public void give(TenantId tenant, CircuitOrder order) {
    String circuit = order.name().toLowerCase(Locale.ROOT);
    pool.run(
        sql ->
            sql.insertInto(CIRCUIT_ORDERS)
                .set(CIRCUIT_ORDERS.TENANT_ID, tenant.value())
                .set(CIRCUIT_ORDERS.CIRCUIT, circuit)
                .onConflict(CIRCUIT_ORDERS.TENANT_ID)
                .doUpdate()
                .set(CIRCUIT_ORDERS.CIRCUIT, circuit)
                .set(CIRCUIT_ORDERS.ORDERED_AT, Sql.now())
                .returningResult(Sql.ON_DISK)
                .fetch());
  }

  @Override
  public void takeBack(TenantId tenant) {
    pool.run(
        sql ->
            sql.deleteFrom(CIRCUIT_ORDERS)
                .where(CIRCUIT_ORDERS.TENANT_ID.eq(tenant.value()))
                .and(Sql.COMMITTED_ON_DISK)
                .execute());
  }

  @Override
  public Map<TenantId, CircuitOrder> all() {
    return pool.run(
        sql ->
            sql
                .select(CIRCUIT_ORDERS.TENANT_ID, CIRCUIT_ORDERS.CIRCUIT)
                .from(CIRCUIT_ORDERS)
                .fetch()
                .stream()
                .filter(StoredTenant::isPossible)
                .collect(
                    Collectors.toMap(
                        StoredTenant::of,
                        row -> CircuitOrder.valueOf(row.value2().toUpperCase(Locale.ROOT)))));
  }
}
