package io.soma.memory.testkit.history;

import io.soma.memory.domain.write.WriteOperation;

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
   * @param operation what it does there
   */
  record Invoked(
      String write, String tenant, String address, boolean named, WriteOperation operation)
      implements HistoryEvent {

    /** Of a store. */
    public Invoked(String write, String tenant, String address, boolean named) {
      this(write, tenant, address, named, WriteOperation.STORE);
    }
  }

  /**
   * The write has its place before all writes that are invoked later at its address, though its
   * caller has no answer yet.
   */
  record InLine(String write) implements HistoryEvent {}

  /**
   * The write has joined a transaction of its caller's. It is not acknowledged before that commits
   * ({@link Enqueued}), so a write that begins meanwhile may have its place before or behind it.
   * But such a write may not be called stored, as this one may follow it.
   */
  record Joined(String write) implements HistoryEvent {}

  /** A caller learns the result of its write. */
  record Ended(String write, WriteOutcome outcome) implements HistoryEvent {}

  /**
   * A call for it is sent to the memory service.
   *
   * @param call the number of the call, from 1 on
   */
  record Sent(String write, int call) implements HistoryEvent {}

  /**
   * The memory service executes it.
   *
   * @param key the idempotency key that the call carried
   * @param late whether the call had ended on the client's side, so that no client could prevent it
   * @param call the number of the call, as in {@link Sent}; {@link #UNKNOWN_CALL} if not known
   */
  record Effect(String write, String tenant, String address, String key, boolean late, int call)
      implements HistoryEvent {

    /** The number of a call where the history does not say when it was sent. */
    public static final int UNKNOWN_CALL = 0;

    /** An effect of a call of which it is not known when it was sent. */
    public Effect(String write, String tenant, String address, String key, boolean late) {
      this(write, tenant, address, key, late, UNKNOWN_CALL);
    }
  }

  /**
   * The memory service answers a call for it, and the answer may be lost on its way.
   *
   * @param refused whether it refuses this very write; else it confirms it
   */
  record Answered(String write, boolean refused) implements HistoryEvent {}

  /** The outbox takes it, which its caller may never learn. */
  record Enqueued(String write) implements HistoryEvent {}

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

  /** Its replay is taken back before it took effect, as a newer write did; it is failed again. */
  record TakenBack(String write) implements HistoryEvent {}

  /** An operator orders it to be given up, failed or not; it then fails at any time. */
  record GiveUpOrdered(String write) implements HistoryEvent {}

  /** An operator throws it away. */
  record Discarded(String write) implements HistoryEvent {}

  /** The storage itself forgot it, such as by a restore of an older state. */
  record Forgotten(String write) implements HistoryEvent {}

  /**
   * A restore brought it back as it was when the backup was made, so that it may take effect again,
   * after writes that are newer than that.
   *
   * @param failed whether it waits for an operator again
   */
  record BroughtBack(String write, boolean failed) implements HistoryEvent {}

  /** It is still in the outbox, unconfirmed, at the end, long after the last trouble. */
  record Waiting(String write) implements HistoryEvent {}
}
