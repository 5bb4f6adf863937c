package io.soma.memory.domain.outbox;

import java.util.UUID;

/**
 * Which outbox an event is of. Its id alone does not say: two outboxes may share a transport, and a
 * restored database counts anew.
 */
public record OutboxIdentity(UUID value) {

  /** Of events that were published before outboxes had identities; no outbox has it. */
  public static final OutboxIdentity NONE = new OutboxIdentity(new UUID(0, 0));

  @Override
  public String toString() {
    return value.toString();
  }
}
