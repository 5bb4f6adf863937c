package io.soma.memory.postgres.connection;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import java.sql.Connection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** The words that several statements share. */
public final class Sql {

  public static final String PENDING = EventStatus.PENDING.wireName();
  public static final String SENT = EventStatus.SENT.wireName();
  public static final String FAILED = EventStatus.FAILED.wireName();

  /** The effective status of a row of {@code outbox_events}, as in the overview. */
  public static final String STATUS =
      String.format(
          Locale.ROOT,
          """
          CASE WHEN outbox_events.confirmed_at IS NOT NULL THEN '%2$s'
            WHEN outbox_events.status = '%3$s' THEN '%3$s'
            WHEN EXISTS (
              SELECT FROM outbox_pending AS listed
              WHERE listed.tenant_id = outbox_events.tenant_id AND listed.id = outbox_events.id
            ) THEN '%1$s' ELSE '%2$s' END\
          """,
          PENDING,
          SENT,
          FAILED);

  /**
   * That an event is neither confirmed nor failed: as text, because an index is only used for the
   * words that it was made with.
   */
  public static final String UNCONFIRMED = "confirmed_at IS NULL AND status <> '" + FAILED + "'";

  /** The same as a condition. */
  public static final Condition IS_UNCONFIRMED = DSL.condition(UNCONFIRMED);

  /** That an event waits for an operator; as text for the same reason. */
  public static final Condition IS_FAILED =
      DSL.condition("confirmed_at IS NULL AND status = '" + FAILED + "'");

  /**
   * Ends the transaction without waiting for the disk. Others see it at once; a server that crashes
   * may have forgotten it, and nothing before it that was waited for.
   */
  public static final String COMMIT_WITHOUT_WAITING =
      "set_config('synchronous_commit', 'off', true)";

  /** The session's {@code synchronous_commit}, or the default where that would not wait. */
  static final String WAIT_FOR_DISK =
      "CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
          + " ELSE current_setting('synchronous_commit') END";

  /**
   * Ends the transaction only once the disk has it, and whatever standby the operator asks for. The
   * session may be set otherwise: behind a pooler and on a host's connections it is shared, and
   * another user of it may have turned the wait off. PostgreSQL reads the setting at the commit.
   */
  public static final String COMMIT_ON_DISK =
      "set_config('synchronous_commit', " + WAIT_FOR_DISK + ", true)";

  /** The same as a condition that is always true, for a statement that changes rows. */
  public static final String IS_COMMITTED_ON_DISK = "(SELECT " + COMMIT_ON_DISK + ") IS NOT NULL";

  public static final Condition COMMITTED_ON_DISK = DSL.condition(IS_COMMITTED_ON_DISK);

  /** The same as a field, for a statement's RETURNING list. */
  public static final Field<String> ON_DISK = DSL.field(COMMIT_ON_DISK, String.class);

  /** That a failed event is not noted as overtaken, as the index of these has it. */
  public static final String FAILED_AND_NOT_OVERTAKEN =
      "confirmed_at IS NULL AND status = '" + FAILED + "' AND overtaken_at IS NULL";

  /** The first statement of a transaction; behind a query, PostgreSQL refuses it. */
  private static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

  private static final Settings SETTINGS = new Settings().withExecuteLogging(false);

  private Sql() {}

  public static DSLContext on(DataSource dataSource) {
    return DSL.using(dataSource, SQLDialect.POSTGRES, SETTINGS);
  }

  public static DSLContext on(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
  }

  /** The same statements on one connection of theirs. */
  public static DSLContext on(DSLContext sql, Connection connection) {
    return DSL.using(sql.configuration().derive(new DefaultConnectionProvider(connection)));
  }

  /** The same statements; the listener hears their warnings. */
  public static DSLContext on(DSLContext sql, StandbyWarnings warnings) {
    return DSL.using(sql.configuration().derive(new DefaultExecuteListenerProvider(warnings)));
  }

  /**
   * Several statements in one transaction, each of which sees what was committed before it: a look
   * behind a lock rests on that. The session may have another default: behind a pooler and on a
   * host's connections it is shared, and another user of it may have set one.
   */
  public static <T> T inTransaction(DSLContext sql, Function<DSLContext, T> statements) {
    return sql.transactionResult(
        transaction -> {
          DSLContext inside = transaction.dsl();
          inside.execute(READ_COMMITTED);
          return statements.apply(inside);
        });
  }

  /** The database's clock, which moves on within a transaction. */
  public static Field<OffsetDateTime> now() {
    return DSL.function("clock_timestamp", OffsetDateTime.class);
  }

  /** So long after now, or as many milliseconds if these are more; they may be null. */
  public static Field<OffsetDateTime> nowPlus(Duration atLeast, Field<Long> millis) {
    return DSL.field(
        "clock_timestamp() + greatest({0}, {1}) * interval '1 millisecond'",
        OffsetDateTime.class, DSL.val(atLeast.toMillis()), millis);
  }

  /** So long before the statement began: unlike a moving clock, a bound that an index takes. */
  public static Field<OffsetDateTime> beforeThisStatement(Duration duration) {
    return moved("statement_timestamp() - ", duration);
  }

  /** A tenant's events that are neither confirmed nor failed, as the index of them has it. */
  public static Condition unconfirmed(TenantId tenant) {
    return OUTBOX_EVENTS.TENANT_ID.eq(tenant.value()).and(IS_UNCONFIRMED);
  }

  /** The rows of these events in the list of pending events. */
  public static Condition listedAsPending(TenantId tenant, Collection<EventId> ids) {
    return OUTBOX_PENDING
        .TENANT_ID
        .eq(tenant.value())
        .and(OUTBOX_PENDING.ID.eq(DSL.any(array(ids))));
  }

  /** The tenant's events among these. */
  public static Condition listed(TenantId tenant, Collection<EventId> ids) {
    return listed(ids).and(OUTBOX_EVENTS.TENANT_ID.eq(tenant.value()));
  }

  /** These events: one array, so that the statement's text does not depend on their number. */
  public static Condition listed(Collection<EventId> ids) {
    return OUTBOX_EVENTS.ID.eq(DSL.any(array(ids)));
  }

  public static Long[] array(Collection<EventId> ids) {
    return ids.stream().map(EventId::value).toArray(Long[]::new);
  }

  private static Field<OffsetDateTime> moved(String clock, Duration duration) {
    return DSL.field(
        clock + "{0} * interval '1 microsecond'",
        OffsetDateTime.class,
        DSL.val(TimeUnit.MICROSECONDS.convert(duration)));
  }
}
