package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.List;

/**
 * One event as the outbox has it, read past the product.
 *
 * @param write the id that the payload names; {@code -} if it names none
 * @param overtaken whether a newer write of its address is noted
 */
record OutboxRow(long id, String tenant, String write, State state, boolean overtaken) {

  /** How far an event has come. */
  enum State {
    WAITING,
    FAILED,
    CONFIRMED
  }

  private static final String ALL =
      """
      SELECT string_agg(concat_ws(' ', id, tenant_id,
          coalesce(substring(payload::text FROM '"write": "([^"]+)"'), '-'),
          CASE WHEN confirmed_at IS NOT NULL THEN 'CONFIRMED'
               WHEN status = 'failed' THEN 'FAILED' ELSE 'WAITING' END,
          overtaken_at IS NOT NULL), E'\\n' ORDER BY id)
      FROM outbox_events\
      """;

  /**
   * All of a server's.
   *
   * @throws IllegalStateException if it is not reached
   */
  static List<OutboxRow> all(EmbeddedPostgresServer server) {
    String lines = server.query(ALL);
    return lines == null ? List.of() : lines.lines().map(OutboxRow::of).toList();
  }

  static OutboxRow of(String line) {
    String[] parts = line.split(" ", -1);
    return new OutboxRow(
        Long.parseLong(parts[0]),
        parts[1],
        parts[2],
        State.valueOf(parts[3]),
        parts[4].equals("t"));
  }

  /** Whether it is done with, for now or for good. */
  boolean isSettled() {
    return state != State.WAITING || overtaken;
  }
}
