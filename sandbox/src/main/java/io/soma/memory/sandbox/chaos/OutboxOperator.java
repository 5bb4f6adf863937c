package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.CheckedWrite;
import io.soma.memory.sandbox.check.WriteHistory;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person who repairs an outbox by the admin API while tenants write, and notes each order in the
 * history before it is given. Only writes that the memory service refuses are touched. For one
 * thread at a time.
 */
final class OutboxOperator {

  private static final long LIMIT_NANOS = 180_000_000_000L;
  private static final long BEFORE_AGAIN_MILLIS = 500;

  private final DatabaseServers database;
  private final AdminOrders orders;
  private final WriteHistory history;
  private final Set<String> forced = new HashSet<>();

  /** Somebody who has not begun. */
  OutboxOperator(DatabaseServers database, AdminOrders orders, WriteHistory history) {
    this.database = database;
    this.orders = orders;
    this.history = history;
  }

  /**
   * Has the failed events of a tenant applied again, while agents write to their addresses.
   *
   * @param force also those that a newer write has overtaken
   */
  void replay(String tenant, boolean force) throws InterruptedException {
    replay(poison(row -> isFailedOf(tenant, row)), force);
  }

  /** The same for the writes of all tenants that the memory service takes by now. */
  void replayMended() throws InterruptedException {
    Predicate<OutboxRow> failed = row -> row.state() == OutboxRow.State.FAILED;
    replay(poison(failed.and(row -> is(PoisonKind.UNTIL_MENDED, row))), false);
  }

  private void replay(List<OutboxRow> failed, boolean force) throws InterruptedException {
    if (failed.isEmpty()) {
      return;
    }
    for (OutboxRow row : failed) {
      history.note(new HistoryEvent.Failed(row.write()));
      history.note(new HistoryEvent.Revived(row.write(), force));
    }
    orders.post("/admin/outbox/replay", named(failed, force));
  }

  /** Throws away what failed, and what breaks the service and has not failed yet. */
  void discard(String tenant) throws InterruptedException {
    List<OutboxRow> meant = poison(row -> isFailedOf(tenant, row) || isBreakingOf(tenant, row));
    if (!meant.isEmpty()) {
      for (OutboxRow row : meant) {
        history.note(new HistoryEvent.Failed(row.write()));
        history.note(new HistoryEvent.Discarded(row.write()));
      }
      orders.post("/admin/outbox/discard", named(meant, true));
    }
  }

  /** Forces a circuit. */
  void force(String tenant, String state) throws InterruptedException {
    forced.add(tenant);
    order(tenant, state);
  }

  /** Takes the order back. */
  void release(String tenant) throws InterruptedException {
    order(tenant, "release");
  }

  /** Takes back every order that was ever given, as a standby may have lacked that it was. */
  void releaseAll() throws InterruptedException {
    for (String tenant : forced) {
      release(tenant);
    }
  }

  /** Writes that are refused and have neither failed nor been delivered. */
  List<OutboxRow> undecided() throws InterruptedException {
    return poison(row -> row.state() == OutboxRow.State.WAITING);
  }

  private void order(String tenant, String state) throws InterruptedException {
    orders.post("/admin/tenants/" + tenant, "{\"circuit\":\"" + state + "\"}");
  }

  private boolean isFailedOf(String tenant, OutboxRow row) {
    return row.state() == OutboxRow.State.FAILED && row.tenant().equals(tenant);
  }

  private boolean isBreakingOf(String tenant, OutboxRow row) {
    return row.state() == OutboxRow.State.WAITING
        && row.tenant().equals(tenant)
        && is(PoisonKind.BREAKING, row);
  }

  private static boolean is(PoisonKind kind, OutboxRow row) {
    return row.write().endsWith("." + kind.mark());
  }

  private List<OutboxRow> poison(Predicate<OutboxRow> which) throws InterruptedException {
    Map<String, CheckedWrite> writes = history.writes();
    return rows().stream().filter(row -> mayFail(writes.get(row.write()))).filter(which).toList();
  }

  private static boolean mayFail(@Nullable CheckedWrite write) {
    return write != null && write.mayFail();
  }

  /** What the outbox holds; waits for PostgreSQL, as somebody may have killed it. */
  List<OutboxRow> rows() throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try {
        return OutboxRow.all(database.primary());
      } catch (IllegalStateException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(BEFORE_AGAIN_MILLIS);
      }
    }
  }

  private static String named(List<OutboxRow> rows, boolean force) {
    String ids = rows.stream().map(row -> "" + row.id()).collect(Collectors.joining(","));
    return "{\"event_ids\":[" + ids + "],\"force\":" + force + "}";
  }
}
