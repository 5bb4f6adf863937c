package io.soma.memory.postgres.schema;

import io.soma.memory.postgres.connection.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The rules by which every process of this outbox finds addresses at the memory service: a text of
 * the core, which is only compared here. Null until a process of a version that knows it has
 * started.
 */
public final class AddressRules {

  private static final String READ = "SELECT address_rules FROM outbox_identity";

  private static final String NOTE =
      "UPDATE outbox_identity SET address_rules = {0} WHERE address_rules IS NULL AND "
          + Sql.IS_COMMITTED_ON_DISK;

  private static final String FORGET =
      "UPDATE outbox_identity SET address_rules = NULL WHERE " + Sql.IS_COMMITTED_ON_DISK;

  private static final String HAS_UNCONFIRMED =
      "SELECT EXISTS (SELECT FROM outbox_events WHERE " + Sql.UNCONFIRMED + ")";

  private static final String HAS_FAILED =
      "SELECT EXISTS (SELECT FROM outbox_events WHERE confirmed_at IS NULL AND status = '"
          + Sql.FAILED
          + "')";

  private static final String HAS_INSTANCES =
      "SELECT EXISTS (SELECT FROM outbox_instances WHERE seen_at > now() - interval '1 minute')";

  private AddressRules() {}

  /** The rules; empty if none are noted. */
  public static Optional<String> read(DSLContext sql) {
    return Optional.ofNullable(sql.fetchSingle(READ).get(0, String.class));
  }

  /**
   * Notes rules where none are noted. Of two processes that start at once, the second one finds the
   * rules of the first, for whose row it waits.
   *
   * @return the rules from now on
   */
  public static String note(DSLContext sql, String own) {
    Optional<String> noted = read(sql);
    if (noted.isEmpty()) {
      int unused = sql.execute(NOTE, own);
      noted = read(sql);
    }
    return noted.orElse(own);
  }

  /** Forgets them. */
  public static int forget(DSLContext sql) {
    return sql.execute(FORGET);
  }

  /** Why it may do harm to forget them now; empty if it does none. */
  public static List<String> reasonsToKeep(DSLContext sql) {
    List<String> reasons = new ArrayList<>();
    addIf(sql, HAS_INSTANCES, "a process used the outbox within the last minute", reasons);
    addIf(sql, HAS_UNCONFIRMED, "it has events that are not delivered yet", reasons);
    addIf(sql, HAS_FAILED, "it has failed events, which an operator may replay", reasons);
    return reasons;
  }

  private static void addIf(DSLContext sql, String query, String reason, List<String> reasons) {
    if (Boolean.TRUE.equals(sql.fetchValue(query))) {
      reasons.add(reason);
    }
  }
}
