package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/** Failed events: that newer writes overtake them is noted, and operators have them replayed. */
final class FailedEventSteps {

  private FailedEventSteps() {}

  /** A direct write was stored, while it is still its turn. */
  static void stored(ProtocolState state, int instance, Moves moves) {
    state.set(At.RECENT, instance, 1);
    if (state.is(At.KNOWS_FAILED, instance) && !moves.is(ProtocolMutant.OVERTAKING_NOT_NOTED)) {
      state.add(One.OVERTAKEN, state.rows(RowState.FAILED));
    }
  }

  /** A look for failed events. */
  static void look(ProtocolState state, int instance, Moves moves) {
    int failed = state.rows(RowState.FAILED) & ~state.get(One.OVERTAKEN);
    if (moves.is(ProtocolMutant.FAILED_EVENTS_NOT_LOOKED_FOR)) {
      return;
    }
    if (state.is(At.RECENT, instance) && !moves.is(ProtocolMutant.OVERTAKING_NOT_NOTED)) {
      state.add(One.OVERTAKEN, failed);
    }
    state.set(At.RECENT, instance, 0);
    state.set(At.KNOWS_FAILED, instance, failed != 0 ? 1 : 0);
  }

  /** The outbox notes that the memory service confirmed a write. */
  static void confirm(ProtocolState state, int write, Moves moves) {
    if (state.row(write) == RowState.UNCONFIRMED || state.row(write) == RowState.FAILED) {
      state.set(write, RowState.CONFIRMED);
    }
    state.remove(One.LISTED, 1 << write);
    if (!moves.is(ProtocolMutant.OVERTAKEN_FORGOTTEN_AT_PURGE)) {
      state.add(One.OVERTAKEN, olderFailed(state, write));
    }
  }

  private static int olderFailed(ProtocolState state, int write) {
    return state.those(
        older ->
            state.row(older) == RowState.FAILED
                && state.get(Of.ID, older) < state.get(Of.ID, write));
  }

  /** The outbox notes that a write is refused. */
  static void fail(ProtocolState state, int write) {
    state.set(write, RowState.FAILED);
    state.add(One.EVER_FAILED, 1 << write);
    state.remove(One.LISTED, 1 << write);
    if (isFollowedByConfirmed(state, write)) {
      state.add(One.OVERTAKEN, 1 << write);
    }
  }

  private static boolean isFollowedByConfirmed(ProtocolState state, int write) {
    return hasNewer(state, write, RowState.CONFIRMED);
  }

  private static boolean hasNewer(ProtocolState state, int write, RowState row) {
    return state.those(
            newer -> state.row(newer) == row && state.get(Of.ID, newer) > state.get(Of.ID, write))
        != 0;
  }

  static void offer(ProtocolState state, int instance, Moves moves) {
    if (mayOrder(state, instance, moves)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.OPERATOR_REPLAY);
      next.set(One.REPLAYING, instance + 1);
      next.set(At.WAITING, instance, 1);
      moves.offer(StepKind.ORDER_REPLAY, 0, instance, next);
    }
    if (state.get(One.REPLAYING) == instance + 1) {
      offerReplay(state, instance, moves);
    }
    int confirmed = state.rows(RowState.CONFIRMED);
    if (instance == 0 && confirmed != 0 && moves.mayStill(ModelFault.PURGE, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.PURGE);
      for (int write = 0; write < state.writes(); write++) {
        if (state.row(write) == RowState.CONFIRMED) {
          next.set(write, RowState.PURGED);
        }
      }
      moves.offer(StepKind.PURGE, 0, 0, next);
    }
  }

  // As with a caller: an operator goes to another instance than the writes when these are known.
  private static boolean mayOrder(ProtocolState state, int instance, Moves moves) {
    int other = 1 - instance;
    int there = state.those(write -> state.isAt(write, other) && state.phase(write).isInProgress());
    return state.rows(RowState.FAILED) != 0
        && state.get(One.REPLAYING) == 0
        && there == 0
        && !state.is(At.RECENT, other)
        && moves.mayStill(ModelFault.OPERATOR_REPLAY, state);
  }

  private static void offerReplay(ProtocolState state, int instance, Moves moves) {
    int calls =
        state.those(
            write -> state.isAt(write, instance) && state.phase(write) == WritePhase.CALLING);
    if (calls != 0 && !moves.is(ProtocolMutant.REPLAY_AWAITS_NO_TURNS)) {
      return;
    }
    if (!moves.is(ProtocolMutant.REPLAY_WITHOUT_LOCK)) {
      if (state.rows(RowState.COMMITTING) == 0) {
        ProtocolState next = state.copy();
        replay(next, instance, mayBeReplayed(state, moves), moves);
        moves.offer(StepKind.REPLAY, 0, instance, next);
      }
    } else if (state.get(One.TO_REPLAY) == 0) {
      ProtocolState next = state.copy();
      next.set(One.TO_REPLAY, mayBeReplayed(state, moves));
      moves.offer(StepKind.CHECK_REPLAY, 0, instance, next);
    } else {
      ProtocolState next = state.copy();
      replay(next, instance, state.get(One.TO_REPLAY), moves);
      moves.offer(StepKind.REPLAY, 0, instance, next);
    }
  }

  private static int mayBeReplayed(ProtocolState state, Moves moves) {
    boolean force = moves.is(ProtocolMutant.REPLAY_OF_OVERTAKEN_WRITES);
    return state.those(
        write ->
            state.row(write) == RowState.FAILED
                && (force
                    || (!state.has(One.OVERTAKEN, write)
                        && !hasNewer(state, write, RowState.UNCONFIRMED)
                        && !hasNewer(state, write, RowState.CONFIRMED))));
  }

  private static void replay(ProtocolState state, int instance, int writes, Moves moves) {
    state.set(One.REPLAYING, 0);
    state.set(One.TO_REPLAY, 0);
    for (int write = 0; write < state.writes(); write++) {
      if ((writes >> write & 1) != 0) {
        state.set(write, RowState.UNCONFIRMED);
      }
      // A caller elsewhere waits too, as after a write of its own.
      if (!state.isAt(write, instance) && state.phase(write).isEnded()) {
        state.set(Of.PLACE, write, 0);
      }
    }
    CarrySteps.list(state, writes, moves);
    state.set(At.TOUCHED, instance, 1);
    Effects.elsewhereNothingIsKnown(state, instance);
  }
}
