package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/** The way of a write into the outbox, under the tenant's lock (decision 25). */
final class QueueSteps {

  private QueueSteps() {}

  static void offer(ProtocolState state, Moves moves) {
    for (int write = 0; write < state.writes(); write++) {
      int instance = state.get(Of.PLACE, write) - 1;
      // A circuit that is open, a bulkhead that is full, a mode: any write may have to queue.
      if ((state.phase(write) == WritePhase.IN_TURN && CallerSteps.isItsTurn(state, write, moves))
          || state.phase(write) == WritePhase.TO_QUEUE) {
        offerBegin(state, write, instance, moves);
      }
      if (state.row(write) == RowState.COMMITTING) {
        offerCommit(state, write, moves);
      }
      if (state.phase(write) == WritePhase.ENQUEUEING) {
        offerAnswer(state, write, instance, moves);
      }
    }
  }

  private static void offerBegin(ProtocolState state, int write, int instance, Moves moves) {
    boolean isLocked = state.rows(RowState.COMMITTING) != 0;
    if (isLocked && !moves.is(ProtocolMutant.INSERT_WITHOUT_LOCK)) {
      return;
    }
    ProtocolState next = state.copy();
    next.set(write, WritePhase.ENQUEUEING);
    next.set(At.WAITING, instance, 1);
    next.set(write, RowState.COMMITTING);
    next.set(Of.ID, write, state.get(One.NEXT_ID));
    next.set(One.NEXT_ID, state.get(One.NEXT_ID) + 1);
    moves.offer(StepKind.BEGIN_ENQUEUE, write, instance, next);
  }

  private static void offerCommit(ProtocolState state, int write, Moves moves) {
    ProtocolState next = state.copy();
    next.set(write, RowState.UNCONFIRMED);
    CarrySteps.list(next, 1 << write, moves);
    moves.offer(StepKind.COMMIT, write, 0, next);
    if (state.phase(write) == WritePhase.UNKNOWN) {
      ProtocolState aborted = state.copy();
      aborted.set(write, RowState.NONE);
      aborted.set(Of.ID, write, 0);
      moves.offer(StepKind.ABORT, write, 0, aborted);
    }
  }

  private static void offerAnswer(ProtocolState state, int write, int instance, Moves moves) {
    boolean isCommitted = state.row(write) != RowState.COMMITTING;
    if (isCommitted || moves.is(ProtocolMutant.QUEUED_BEFORE_COMMITTED)) {
      ProtocolState next = state.copy();
      next.set(At.TOUCHED, instance, 1);
      Effects.end(next, write, instance, WritePhase.QUEUED);
      moves.offer(StepKind.TELL_QUEUED, write, instance, next);
    }
    if (moves.mayStill(ModelFault.HANGING_COMMIT, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.HANGING_COMMIT);
      next.set(At.TOUCHED, instance, 1);
      next.set(At.LOST_ANSWER, instance, 1);
      Effects.end(next, write, instance, WritePhase.UNKNOWN);
      moves.offer(StepKind.LOSE_COMMIT_ANSWER, write, instance, next);
    }
  }
}
