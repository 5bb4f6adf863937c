package io.soma.memory.testkit.history;

/**
 * One thing that happened, as callers, the memory service or the outbox saw it. A history is a list
 * of these in the order in which they happened.
 *
 * <p>A write is named by an id of its own, which neither its request id nor its idempotency key is:
 * callers share those. A caller that repeats a write invokes the same id again.
 */
public sealed interface HistoryEvent {

  /** The write that it is about. */
  String write();

  /**
   * A caller hands over a write.
   *
   * @param address the address that it writes to, within its tenant
   * @param named whether under an idempotency key of the caller's, so that a repetition is no write
   */
  record Invoked(String write, String tenant, String address, boolean named)
      implements HistoryEvent {}

  /**
   * The write has its place before all writes that are invoked later at its address, though its
   * caller has no answer yet.
   */
  record InLine(String write) implements HistoryEvent {}

  /** A caller learns the result of its write. */
  record Ended(String write, WriteOutcome outcome) implements HistoryEvent {}

  /**
   * The memory service executes it.
   *
   * @param key the idempotency key that the call carried
   * @param late whether the call had ended on the client's side, so that no client could prevent it
   */
  record Effect(String write, String tenant, String address, String key, boolean late)
      implements HistoryEvent {}

  /** The outbox notes that the memory service confirmed it. */
  record Confirmed(String write) implements HistoryEvent {}

  /** It waits in the outbox for an operator, as it was refused or spent its attempts. */
  record Failed(String write) implements HistoryEvent {}

  /**
   * An operator has a failed one applied again.
   *
   * @param forced whether also where a newer write followed
   */
  record Revived(String write, boolean forced) implements HistoryEvent {}

  /** An operator throws it away. */
  record Discarded(String write) implements HistoryEvent {}

  /** The storage itself forgot it, such as by a restore of an older state. */
  record Forgotten(String write) implements HistoryEvent {}

  /** It is still in the outbox, unconfirmed, at the end, long after the last trouble. */
  record Waiting(String write) implements HistoryEvent {}
}
