package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;
import java.util.Set;
import java.util.function.BiConsumer;

/** The protocol in a scope, whole or with breakages: its first state, and what follows a state. */
final class ProtocolModel {

  private final Scope scope;
  private final Set<ProtocolMutant> mutants;

  ProtocolModel(Scope scope, Set<ProtocolMutant> mutants) {
    this.scope = scope;
    this.mutants = mutants;
  }

  /** Two instances that have looked, and an empty outbox. */
  ProtocolState first() {
    return ProtocolState.first(scope.writes());
  }

  /** Every step that is possible, with the state that it leads to. */
  void steps(ProtocolState state, BiConsumer<ProtocolStep, ProtocolState> taken) {
    Moves moves =
        new Moves(scope, mutants) {
          @Override
          void offer(ProtocolStep step, ProtocolState next) {
            if (!ProcessSteps.mayHappen(step, state)) {
              return;
            }
            Effects.judge(next);
            forgetWhatMattersNoMore(next);
            taken.accept(step, next);
          }
        };
    CallerSteps.offer(state, moves);
    QueueSteps.offer(state, moves);
    for (int instance = 0; instance < ProtocolState.INSTANCES; instance++) {
      KnowledgeSteps.offer(state, instance, moves);
      CarrySteps.offer(state, instance, moves);
      DeliverSteps.offer(state, instance, moves);
      FailedEventSteps.offer(state, instance, moves);
      ProcessSteps.offer(state, instance, moves);
    }
  }

  /** So that states that differ in nothing that can show are one. */
  private void forgetWhatMattersNoMore(ProtocolState state) {
    int last = state.writes() - 1;
    boolean allInvoked = state.phase(last) != WritePhase.NOT_YET;
    for (int write = 0; write <= last; write++) {
      boolean mayMatter =
          state.phase(write).isInProgress()
              || state.row(write) == RowState.COMMITTING
              || (write < last && state.phase(write + 1) == WritePhase.NOT_YET);
      if (!mayMatter) {
        state.set(Of.PLACE, write, 0);
      }
    }
    int committing = state.rows(RowState.COMMITTING);
    for (int instance = 0; instance < ProtocolState.INSTANCES; instance++) {
      state.set(At.LOCKS, instance, state.get(At.LOCKS, instance) & committing);
      if (allInvoked) {
        state.set(At.LOOKS_SINCE, instance, 0);
      }
      if (!state.is(At.LOOK, instance)) {
        state.set(At.TOUCHED, instance, 0);
      }
      if (scope.times(ModelFault.REFUSAL) == 0) {
        state.set(At.RECENT, instance, 0);
      }
    }
  }

  static boolean isBroken(ProtocolState state) {
    return state.get(One.BROKEN) != 0;
  }

  static Promise brokenPromise(ProtocolState state) {
    return Promise.values()[state.get(One.BROKEN) - 1];
  }
}
