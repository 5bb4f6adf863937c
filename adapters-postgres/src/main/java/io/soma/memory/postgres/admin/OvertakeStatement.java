package io.soma.memory.postgres.admin;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.Overtaking;
import io.soma.memory.postgres.row.ReplayHold;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Notes that failed events, and replayed ones that are held back, are overtaken. */
final class OvertakeStatement {

  private static final String WHY =
      "a newer write of its address was sent during its replay; only a forced replay applies it";

  private static final String TAKE_BACK =
      String.format(
          Locale.ROOT,
          """
          WITH held AS (
            UPDATE outbox_events
            SET status = 'failed', failed_at = clock_timestamp(), overtaken_at = clock_timestamp(),
              last_error = {2}
            WHERE %s AND tenant_id = {0} AND ordering_key = {1}
              AND topic <> ALL ({3}) AND %s
            RETURNING id)
          DELETE FROM outbox_pending WHERE tenant_id = {0} AND id IN (SELECT id FROM held)\
          """,
          ReplayHold.IN_FORCE,
          Sql.IS_COMMITTED_ON_DISK);

  private OvertakeStatement() {}

  /**
   * Two statements, in this order: the first waits for a replay that is being committed, and the
   * second sees it.
   *
   * @return how many replays it took back
   */
  static int execute(DSLContext sql, EventAddress address, WriteOperation newer) {
    return Sql.inTransaction(
        sql,
        inside -> {
          noteFailed(inside, address, newer);
          return takeBack(inside, address, newer);
        });
  }

  private static void noteFailed(DSLContext sql, EventAddress address, WriteOperation newer) {
    sql.update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.OVERTAKEN_AT, Sql.now())
        .where(Sql.FAILED_AND_NOT_OVERTAKEN)
        .and(Sql.COMMITTED_ON_DISK)
        .and(OUTBOX_EVENTS.TENANT_ID.eq(address.tenant().value()))
        .and(OUTBOX_EVENTS.ORDERING_KEY.eq(address.orderingKey().value()))
        .and(OUTBOX_EVENTS.TOPIC.notIn(Overtaking.topicsSparedBy(newer)))
        .execute();
  }

  /**
   * Takes back the replays of an address that are held back, and that the newer write overtakes.
   */
  static int takeBack(DSLContext sql, EventAddress address, WriteOperation newer) {
    return sql.execute(
        TAKE_BACK,
        DSL.val(address.tenant().value()),
        DSL.val(address.orderingKey().value()),
        DSL.val(WHY),
        DSL.val(Overtaking.topicsSparedBy(newer)));
  }
}
