package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/** The relay: what is listed goes to the transport, and leaves the list (decisions 14, 15). */
final class CarrySteps {

  private static final int READ = 1;
  private static final int PUBLISHED = 2;

  private CarrySteps() {}

  static void offer(ProtocolState state, int instance, Moves moves) {
    if (state.get(At.RELAY, instance) != 0) {
      offerRest(state, instance, moves);
    } else if (state.get(One.LISTED) != 0 && state.get(One.CARRIER) == 0) {
      offerTurn(state, instance, moves);
    }
    offerSweep(state, instance, moves);
    boolean isDead = state.get(At.RELAY, instance) == 0;
    if (state.get(One.CARRIER) == instance + 1
        && (isDead || moves.mayStill(ModelFault.SLOW_RELAY, state))) {
      ProtocolState next = state.copy();
      if (!isDead) {
        next.use(ModelFault.SLOW_RELAY);
      }
      next.set(One.CARRIER, 0);
      moves.offer(StepKind.END_CARRY_LEASE, 0, instance, next);
    }
  }

  /**
   * Writes are listed. Where relays take no time, they are carried at once: the transport may bring
   * them whenever it likes.
   */
  static void list(ProtocolState state, int writes, Moves moves) {
    if (moves.scope.slowRelay()) {
      state.add(One.LISTED, writes);
      state.remove(One.ACKNOWLEDGED, writes);
    } else {
      publish(state, writes);
    }
  }

  private static void offerTurn(ProtocolState state, int instance, Moves moves) {
    ProtocolState next = state.copy();
    next.set(One.CARRIER, instance + 1);
    next.set(At.RELAY, instance, READ);
    next.set(At.CLAIMED, instance, state.get(One.LISTED));
    moves.offer(StepKind.TAKE_CARRY, 0, instance, next);
  }

  private static void offerRest(ProtocolState state, int instance, Moves moves) {
    boolean marksFirst = moves.is(ProtocolMutant.MARKED_BEFORE_PUBLISHED);
    boolean isFirst = state.get(At.RELAY, instance) == READ;
    ProtocolState next = state.copy();
    if (isFirst == marksFirst) {
      mark(next, instance, moves);
    } else {
      publish(next, state.get(At.CLAIMED, instance));
    }
    next.set(At.RELAY, instance, isFirst ? PUBLISHED : 0);
    if (!isFirst) {
      next.set(At.CLAIMED, instance, 0);
      if (state.get(One.CARRIER) == instance + 1) {
        next.set(One.CARRIER, 0);
      }
    }
    moves.offer(isFirst == marksFirst ? StepKind.MARK_SENT : StepKind.PUBLISH, 0, instance, next);
  }

  private static void publish(ProtocolState state, int writes) {
    for (int write = 0; write < state.writes(); write++) {
      if ((writes >> write & 1) != 0 && state.row(write) != RowState.NONE) {
        state.set(Of.RECORD, write, state.get(Of.ID, write));
        state.add(One.ACKNOWLEDGED, 1 << write);
      }
    }
  }

  private static void mark(ProtocolState state, int instance, Moves moves) {
    // Holder and fencing token are those of this very taking.
    if (state.get(One.CARRIER) == instance + 1
        || moves.is(ProtocolMutant.FENCING_TOKEN_UNCHECKED)) {
      state.remove(One.LISTED, state.get(At.CLAIMED, instance));
    }
  }

  private static void offerSweep(ProtocolState state, int instance, Moves moves) {
    int unconfirmed = state.rows(RowState.UNCONFIRMED);
    int withTransport = state.those(write -> state.get(Of.RECORD, write) != 0);
    if (instance != 0) {
      return;
    }
    if (withTransport != 0 && moves.mayStill(ModelFault.LOST_RECORDS, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.LOST_RECORDS);
      for (int write = 0; write < state.writes(); write++) {
        next.set(Of.RECORD, write, 0);
      }
      moves.offer(StepKind.LOSE_RECORDS, 0, 0, next);
    }
    if (unconfirmed != 0
        && (state.get(One.LISTED) & unconfirmed) == 0
        && moves.scope.times(ModelFault.LOST_RECORDS) != 0) {
      ProtocolState next = state.copy();
      list(next, unconfirmed, moves);
      moves.offer(StepKind.SWEEP, 0, 0, next);
    }
  }
}
