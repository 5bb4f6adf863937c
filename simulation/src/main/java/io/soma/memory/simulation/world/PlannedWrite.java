package io.soma.memory.simulation.world;

import io.soma.memory.domain.write.WriteOperation;
import org.jspecify.annotations.Nullable;

/**
 * A write that a caller is going to make.
 *
 * @param id names the write alone
 * @param instance which one it is handed to; another one where that is down
 * @param requestId the caller's id for the request; other writes may share it
 * @param namedKey the idempotency key that the caller names; null for none
 * @param isFastAck whether it asks for the way through the outbox
 * @param caller what its caller does before and after
 */
public record PlannedWrite(
    String id,
    WriteKind kind,
    int tenant,
    int address,
    int instance,
    String requestId,
    @Nullable String namedKey,
    boolean isFastAck,
    CallerHabit caller) {

  /** The same, handed to another instance. */
  PlannedWrite at(int other) {
    return new PlannedWrite(
        id, kind, tenant, address, other, requestId, namedKey, isFastAck, caller);
  }

  boolean isStore() {
    return kind == WriteKind.REMEMBER;
  }

  WriteOperation operation() {
    return switch (kind) {
      case REMEMBER -> WriteOperation.STORE;
      case FORGET -> WriteOperation.DELETE;
      case LINK -> WriteOperation.LINK;
    };
  }

  /** The same, made in another way. */
  PlannedWrite by(CallerHabit other) {
    return new PlannedWrite(
        id, kind, tenant, address, instance, requestId, namedKey, isFastAck, other);
  }

  /**
   * A transaction of the caller's that the write joins.
   *
   * @param openMillis how long it stays open then
   * @param commits whether it is committed, rather than rolled back
   */
  public record HostTransaction(int openMillis, boolean commits) {}

  /** What a write does at its address. */
  public enum WriteKind {
    /** It stores a payload. */
    REMEMBER,
    /** It deletes what is there. */
    FORGET,
    /** It links what is there to another address. */
    LINK
  }

  /**
   * What the caller of a write does.
   *
   * @param pauseMillis how long it waits after its last write at the address has ended
   * @param isRepeated whether it makes the write once more where its outcome is not known
   * @param isInLine whether it goes on to its next write as soon as this one is in line
   * @param isInBatch whether it hands the write over together with its next one at the address
   * @param givesUpAfterMillis after which time it waits no longer; {@link #WAITS} for never
   * @param transaction the transaction of its own in which it writes; null for none
   */
  public record CallerHabit(
      int pauseMillis,
      boolean isRepeated,
      boolean isInLine,
      boolean isInBatch,
      int givesUpAfterMillis,
      @Nullable HostTransaction transaction) {

    /** Of a caller that waits until it hears of its write. */
    public static final int WAITS = -1;

    /** Of a caller that writes in no transaction. */
    public CallerHabit(
        int pauseMillis,
        boolean isRepeated,
        boolean isInLine,
        boolean isInBatch,
        int givesUpAfterMillis) {
      this(pauseMillis, isRepeated, isInLine, isInBatch, givesUpAfterMillis, null);
    }

    /**
     * The same in a transaction; it is made once.
     *
     * @param goesOn whether its caller makes its next write while the transaction is open
     */
    CallerHabit in(HostTransaction own, boolean goesOn) {
      return new CallerHabit(pauseMillis, false, goesOn, false, WAITS, own);
    }

    boolean isInTransaction() {
      return transaction != null;
    }

    boolean givesUp() {
      return givesUpAfterMillis != WAITS;
    }
  }
}
