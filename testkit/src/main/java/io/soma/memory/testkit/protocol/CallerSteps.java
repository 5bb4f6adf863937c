package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/**
 * One caller, that writes to one address, and the direct way of its writes. It hands the next write
 * to the same instance whenever it likes, and to another one only after its last write has ended
 * and that instance had the time of two looks (README: across instances, order is promised from
 * there on).
 */
final class CallerSteps {

  private CallerSteps() {}

  static void offer(ProtocolState state, Moves moves) {
    for (int write = 0; write < state.writes(); write++) {
      for (int instance = 0; instance < ProtocolState.INSTANCES; instance++) {
        if (mayInvoke(state, write, instance)) {
          ProtocolState next = state.copy();
          next.set(write, WritePhase.IN_TURN);
          next.set(Of.PLACE, write, instance + 1);
          moves.offer(StepKind.INVOKE, write, instance, next);
        }
      }
      if (state.get(Of.PLACE, write) != 0) {
        offerDirect(state, write, state.get(Of.PLACE, write) - 1, moves);
      }
    }
  }

  private static boolean mayInvoke(ProtocolState state, int write, int instance) {
    if (state.phase(write) != WritePhase.NOT_YET) {
      return false;
    }
    int replaying = state.get(One.REPLAYING);
    if (replaying != 0 && replaying != instance + 1) {
      return false;
    }
    // The instances are alike, so that the first write may as well be at the first one.
    return write == 0
        ? instance == 0
        : state.isAt(write - 1, instance)
            || (state.phase(write - 1).isEnded() && state.get(At.LOOKS_SINCE, instance) >= 2);
  }

  private static void offerDirect(ProtocolState state, int write, int instance, Moves moves) {
    switch (state.phase(write)) {
      case IN_TURN -> {
        if (isItsTurn(state, write, moves) && !KnowledgeSteps.isWaiting(state, instance, moves)) {
          ProtocolState next = state.copy();
          next.set(write, WritePhase.CALLING);
          moves.offer(StepKind.SEND_DIRECT, write, instance, next);
        }
      }
      case CALLING -> offerAnswers(state, write, instance, moves);
      default -> {}
    }
  }

  static boolean isItsTurn(ProtocolState state, int write, Moves moves) {
    return write == 0
        || !state.phase(write - 1).isInProgress()
        || moves.is(ProtocolMutant.TURNS_NOT_TAKEN);
  }

  private static void offerAnswers(ProtocolState state, int write, int instance, Moves moves) {
    boolean executed = state.has(One.EXECUTED, write);
    if (!executed) {
      ProtocolState next = state.copy();
      next.add(One.EXECUTED, 1 << write);
      Effects.execute(next, write);
      moves.offer(StepKind.EXECUTE_DIRECT, write, instance, next);
    }
    if (executed || moves.is(ProtocolMutant.ANY_ANSWER_CONFIRMS)) {
      ProtocolState next = state.copy();
      FailedEventSteps.stored(next, instance, moves);
      Effects.end(next, write, instance, WritePhase.STORED);
      moves.offer(StepKind.TELL_STORED, write, instance, next);
    }
    if (moves.mayStill(ModelFault.NO_ANSWER, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.NO_ANSWER);
      next.remove(One.EXECUTED, 1 << write);
      next.set(write, WritePhase.TO_QUEUE);
      moves.offer(StepKind.LOSE_DIRECT_ANSWER, write, instance, next);
    }
  }
}
