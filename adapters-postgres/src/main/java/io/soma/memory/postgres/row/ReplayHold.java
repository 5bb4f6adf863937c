package io.soma.memory.postgres.row;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** The hold of replayed events: until its end, a newer direct write may still overtake them. */
public final class ReplayHold {

  /**
   * That an event is held back. The index of held events is used for these words alone. The time is
   * that of the statement, so that the index is not read for holds that are over. No hold lasts
   * half an hour: a longer one was given before the clock stepped back.
   */
  public static final String IN_FORCE =
      Sql.UNCONFIRMED
          + " AND held_until IS NOT NULL AND held_until > statement_timestamp()"
          + " AND held_until < statement_timestamp() + interval '30 minutes'";

  private static final String OF_A_TENANT =
      "EXISTS (SELECT FROM outbox_events WHERE " + IN_FORCE + " AND tenant_id = {0})";

  private ReplayHold() {}

  /** That an event of the tenant is held back. */
  public static Condition isInForce(TenantId tenant) {
    return DSL.condition(OF_A_TENANT, DSL.val(tenant.value()));
  }
}
