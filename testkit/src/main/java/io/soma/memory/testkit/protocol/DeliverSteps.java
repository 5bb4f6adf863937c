package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/**
 * The replay of queued events, under the right to deliver (decision 24). The transport may bring
 * any record that it was given, at any time, any number of times, to any instance; the outbox says
 * what is due.
 */
final class DeliverSteps {

  private static final int RELIED_UPON = 1;
  private static final int OVER = 2;

  private DeliverSteps() {}

  static void offer(ProtocolState state, int instance, Moves moves) {
    int hold = state.get(At.HOLD, instance);
    if (hold == 0) {
      offerTake(state, instance, moves);
    } else if (state.get(At.CALL, instance) != 0) {
      offerAnswers(state, instance, moves);
    } else {
      offerSend(state, instance, moves);
      offerConfirm(state, instance, moves);
      offerRelease(state, instance, moves);
    }
    if (hold == RELIED_UPON && moves.mayStill(ModelFault.SLOW_REPLAY, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.SLOW_REPLAY);
      next.set(At.HOLD, instance, OVER);
      moves.offer(StepKind.END_HOLD, 0, instance, next);
    }
    // The lease outlives what its holder relies on by one call.
    boolean isOver = hold != RELIED_UPON && state.get(At.CALL, instance) == 0;
    boolean isSuspended = state.is(At.SUSPENDED, instance);
    if (state.get(One.DELIVERER) == instance + 1
        && (isOver
            || isSuspended
            || (moves.is(ProtocolMutant.LEASE_ENDS_DURING_A_CALL) && hold == OVER))) {
      ProtocolState next = state.copy();
      next.set(One.DELIVERER, 0);
      if (isSuspended) {
        endCallMeanwhile(next, instance);
      }
      moves.offer(StepKind.END_DELIVER_LEASE, 0, instance, next);
    }
  }

  // By its deadline it is executed or never; the instance learns of it when it wakes up.
  private static void endCallMeanwhile(ProtocolState state, int instance) {
    int write = state.get(At.CALL, instance) - 1;
    if (write < 0) {
      return;
    }
    boolean isExecuted = state.is(At.CALL_EXECUTED, instance);
    endCall(state, write, instance);
    if (isExecuted) {
      state.set(At.APPLIED, instance, write + 1);
    } else {
      state.set(At.DUE, instance, 0);
    }
  }

  private static void offerTake(ProtocolState state, int instance, Moves moves) {
    boolean isFree = state.get(One.DELIVERER) == 0;
    int due = due(state, moves);
    if (due != 0 && (isFree || moves.is(ProtocolMutant.RIGHT_TO_DELIVER_NOT_ASKED_FOR))) {
      ProtocolState next = state.copy();
      next.set(One.DELIVERER, instance + 1);
      next.set(At.HOLD, instance, RELIED_UPON);
      next.set(At.DUE, instance, due);
      moves.offer(StepKind.TAKE_DELIVER, 0, instance, next);
    }
  }

  /** Those before which no unconfirmed event is missing, of all records that there are. */
  private static int due(ProtocolState state, Moves moves) {
    int records = state.those(write -> isOurs(state, write, moves));
    if (moves.is(ProtocolMutant.OUTBOX_NOT_ASKED_WHAT_IS_DUE)) {
      return records;
    }
    return state.those(
        write ->
            (records >> write & 1) != 0
                && isUnconfirmed(state, write)
                && isNoneMissingBefore(state, write, records));
  }

  private static boolean isOurs(ProtocolState state, int write, Moves moves) {
    int record = state.get(Of.RECORD, write);
    return record != 0
        && (record == state.get(Of.ID, write)
            || moves.is(ProtocolMutant.IDENTITY_BY_ID_ALONE)
            || moves.is(ProtocolMutant.OUTBOX_NOT_ASKED_WHAT_IS_DUE));
  }

  /** The row of an event's id: its own, or after a restore that of another write. */
  private static int rowOf(ProtocolState state, int write) {
    int id = idOf(state, write);
    int rows = state.those(other -> state.get(Of.ID, other) == id && hasRow(state, other));
    return rows == 0 ? -1 : Integer.numberOfTrailingZeros(rows);
  }

  private static boolean hasRow(ProtocolState state, int write) {
    RowState row = state.row(write);
    return row == RowState.UNCONFIRMED || row == RowState.FAILED || row == RowState.CONFIRMED;
  }

  private static boolean isUnconfirmed(ProtocolState state, int write) {
    int row = rowOf(state, write);
    return row >= 0 && state.row(row) == RowState.UNCONFIRMED;
  }

  private static boolean isNoneMissingBefore(ProtocolState state, int write, int records) {
    int id = state.get(Of.RECORD, write);
    return state.those(
            earlier ->
                state.row(earlier) == RowState.UNCONFIRMED
                    && state.get(Of.ID, earlier) < id
                    && state.those(
                            record ->
                                (records >> record & 1) != 0
                                    && state.get(Of.RECORD, record) == state.get(Of.ID, earlier))
                        == 0)
        == 0;
  }

  private static void offerSend(ProtocolState state, int instance, Moves moves) {
    int due = state.get(At.DUE, instance);
    boolean mayRely =
        state.get(At.HOLD, instance) == RELIED_UPON || moves.is(ProtocolMutant.HOLDER_GOES_ON);
    boolean isConfirmed =
        state.get(At.APPLIED, instance) == 0 || moves.is(ProtocolMutant.SENT_BEFORE_CONFIRMED);
    if (due != 0 && mayRely && isConfirmed) {
      int write = first(state, due);
      ProtocolState next = state.copy();
      next.set(At.CALL, instance, write + 1);
      moves.offer(StepKind.SEND_QUEUED, write, instance, next);
    }
  }

  private static int first(ProtocolState state, int writes) {
    int first = -1;
    for (int write = 0; write < state.writes(); write++) {
      if ((writes >> write & 1) != 0 && (first < 0 || idOf(state, write) < idOf(state, first))) {
        first = write;
      }
    }
    return first;
  }

  private static int idOf(ProtocolState state, int write) {
    int id = state.get(Of.ID, write);
    return id == 0 ? state.get(Of.RECORD, write) : id;
  }

  private static void offerAnswers(ProtocolState state, int instance, Moves moves) {
    int write = state.get(At.CALL, instance) - 1;
    if (!state.is(At.CALL_EXECUTED, instance)) {
      ProtocolState next = state.copy();
      next.set(At.CALL_EXECUTED, instance, 1);
      Effects.execute(next, write);
      moves.offer(StepKind.EXECUTE_QUEUED, write, instance, next);
      offerRefused(state, write, instance, moves);
    } else {
      ProtocolState next = state.copy();
      endCall(next, write, instance);
      next.set(At.APPLIED, instance, write + 1);
      moves.offer(StepKind.HEAR_APPLIED, write, instance, next);
    }
    if (moves.mayStill(ModelFault.NO_ANSWER, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.NO_ANSWER);
      endCall(next, write, instance);
      next.set(At.DUE, instance, 0);
      moves.offer(StepKind.LOSE_QUEUED_ANSWER, write, instance, next);
    }
  }

  private static void endCall(ProtocolState state, int write, int instance) {
    state.set(At.CALL, instance, 0);
    state.set(At.CALL_EXECUTED, instance, 0);
    state.set(At.DUE, instance, state.get(At.DUE, instance) & ~(1 << write));
  }

  private static void offerRefused(ProtocolState state, int write, int instance, Moves moves) {
    if (state.get(At.HOLD, instance) != RELIED_UPON || !moves.mayStill(ModelFault.REFUSAL, state)) {
      return;
    }
    ProtocolState next = state.copy();
    next.use(ModelFault.REFUSAL);
    endCall(next, write, instance);
    if (moves.is(ProtocolMutant.REFUSED_COUNTS_AS_APPLIED)) {
      next.set(At.APPLIED, instance, write + 1);
    } else if (state.row(write) == RowState.UNCONFIRMED) {
      FailedEventSteps.fail(next, write);
      if (!moves.is(ProtocolMutant.SETTLED_BEFORE_THE_ADDRESS_IS_NOTED)) {
        next.set(At.KNOWS_FAILED, instance, 1);
      }
      KnowledgeSteps.lookAtTenant(next, instance, moves);
    }
    moves.offer(StepKind.HEAR_REFUSED, write, instance, next);
  }

  private static void offerConfirm(ProtocolState state, int instance, Moves moves) {
    int applied = state.get(At.APPLIED, instance) - 1;
    boolean mayConfirm =
        state.get(At.HOLD, instance) == RELIED_UPON
            || moves.is(ProtocolMutant.CONFIRMED_BY_A_FORMER_HOLDER);
    if (applied < 0 || !mayConfirm) {
      return;
    }
    int row = rowOf(state, applied);
    ProtocolState next = state.copy();
    next.set(At.APPLIED, instance, 0);
    if (row >= 0) {
      FailedEventSteps.confirm(next, row, moves);
    }
    moves.offer(StepKind.CONFIRM, applied, instance, next);
    ProtocolState looked = next.copy();
    KnowledgeSteps.lookAtTenant(looked, instance, moves);
    if (!looked.key().equals(next.key())) {
      moves.offer(StepKind.LOOK_AT_TENANT, applied, instance, looked);
    }
  }

  private static void offerRelease(ProtocolState state, int instance, Moves moves) {
    boolean isAllDone = state.get(At.DUE, instance) == 0 && state.get(At.APPLIED, instance) == 0;
    if (!isAllDone && state.get(At.HOLD, instance) == RELIED_UPON) {
      return;
    }
    ProtocolState next = state.copy();
    next.set(At.HOLD, instance, 0);
    next.set(At.DUE, instance, 0);
    next.set(At.APPLIED, instance, 0);
    if (state.get(One.DELIVERER) == instance + 1) {
      next.set(One.DELIVERER, 0);
    }
    moves.offer(StepKind.RELEASE_DELIVER, 0, instance, next);
  }
}
