package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;
import java.util.EnumSet;
import java.util.Set;

/** What happens to whole processes, and to the database (decisions 12, 23). */
final class ProcessSteps {

  private static final Set<StepKind> ELSEWHERE =
      EnumSet.of(
          StepKind.EXECUTE_DIRECT,
          StepKind.COMMIT,
          StepKind.ABORT,
          StepKind.EXECUTE_QUEUED,
          StepKind.END_DELIVER_LEASE,
          StepKind.END_CARRY_LEASE,
          StepKind.WAKE);

  private ProcessSteps() {}

  static void offer(ProtocolState state, int instance, Moves moves) {
    if (moves.mayStill(ModelFault.CRASH, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.CRASH);
      crash(next, instance);
      moves.offer(StepKind.CRASH, 0, instance, next);
    }
    if (moves.mayStill(ModelFault.PAUSE, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.PAUSE);
      KnowledgeSteps.doubt(next, instance, Doubt.PAUSED);
      if (state.is(At.HOLD, instance)) {
        next.set(At.HOLD, instance, 2);
      }
      moves.offer(StepKind.PAUSE, 0, instance, next);
    }
    offerSuspension(state, instance, moves);
    if (moves.mayStill(ModelFault.BLINDNESS, state)) {
      ProtocolState next = state.copy();
      next.use(ModelFault.BLINDNESS);
      KnowledgeSteps.doubt(next, instance, Doubt.BLIND);
      moves.offer(StepKind.GO_BLIND, 0, instance, next);
    }
    if (instance == 0) {
      offerRestore(state, moves);
    }
  }

  // Its clock for durations stands still, but for the time that it adds when it wakes up: its
  // rights are over then.
  private static void offerSuspension(ProtocolState state, int instance, Moves moves) {
    ProtocolState next = state.copy();
    if (state.is(At.SUSPENDED, instance)) {
      next.set(At.SUSPENDED, instance, 0);
      if (!moves.is(ProtocolMutant.SUSPENSION_UNNOTICED)) {
        KnowledgeSteps.doubt(next, instance, Doubt.PAUSED);
        if (state.is(At.HOLD, instance)) {
          next.set(At.HOLD, instance, 2);
        }
      }
      moves.offer(StepKind.WAKE, 0, instance, next);
    } else if (moves.mayStill(ModelFault.SUSPENSION, state)) {
      next.use(ModelFault.SUSPENSION);
      next.set(At.SUSPENDED, instance, 1);
      moves.offer(StepKind.SUSPEND, 0, instance, next);
    }
  }

  /** While a machine is suspended, only what its process began goes on elsewhere. */
  static boolean mayHappen(ProtocolStep step, ProtocolState state) {
    return !state.is(At.SUSPENDED, step.instance()) || ELSEWHERE.contains(step.kind());
  }

  // A call of a process that is gone is executed before that, or never: see decision 19.
  private static void crash(ProtocolState state, int instance) {
    for (int write = 0; write < state.writes(); write++) {
      if (state.isAt(write, instance)) {
        if (state.phase(write).isInProgress()) {
          state.set(write, WritePhase.UNKNOWN);
          state.remove(One.EXECUTED, 1 << write);
        }
        state.set(Of.PLACE, write, 0);
      }
    }
    for (At what : At.values()) {
      state.set(what, instance, 0);
    }
    if (state.get(One.REPLAYING) == instance + 1) {
      state.set(One.REPLAYING, 0);
      state.set(One.TO_REPLAY, 0);
    }
    Effects.elsewhereNothingIsKnown(state, instance);
    KnowledgeSteps.doubt(state, instance, Doubt.STARTED);
  }

  private static void offerRestore(ProtocolState state, Moves moves) {
    if (!moves.mayStill(ModelFault.RESTORE, state)) {
      return;
    }
    ProtocolState next = state.copy();
    if (state.get(One.BACKED_UP) == 0) {
      backUp(next);
      moves.offer(StepKind.BACK_UP, 0, 0, next);
    } else {
      next.use(ModelFault.RESTORE);
      restore(next);
      moves.offer(StepKind.RESTORE, 0, 0, next);
    }
  }

  private static void backUp(ProtocolState state) {
    state.set(One.BACKED_UP, 1);
    state.set(One.BACKUP_LISTED, state.get(One.LISTED));
    state.set(One.BACKUP_OVERTAKEN, state.get(One.OVERTAKEN));
    state.set(One.BACKUP_NEXT_ID, state.get(One.NEXT_ID));
    for (int write = 0; write < state.writes(); write++) {
      boolean isThere = state.row(write) != RowState.COMMITTING;
      state.set(Of.BACKUP_ROW, write, isThere ? state.get(Of.ROW, write) : 0);
      state.set(Of.BACKUP_ID, write, isThere ? state.get(Of.ID, write) : 0);
    }
  }

  private static void restore(ProtocolState state) {
    for (int instance = 0; instance < ProtocolState.INSTANCES; instance++) {
      crash(state, instance);
    }
    for (int instance = 0; instance < ProtocolState.INSTANCES; instance++) {
      KnowledgeSteps.doubt(state, instance, Doubt.STARTED);
    }
    state.set(One.LISTED, state.get(One.BACKUP_LISTED));
    state.set(One.OVERTAKEN, state.get(One.BACKUP_OVERTAKEN));
    state.set(One.NEXT_ID, state.get(One.BACKUP_NEXT_ID));
    state.set(One.DELIVERER, 0);
    state.set(One.CARRIER, 0);
    for (int write = 0; write < state.writes(); write++) {
      state.set(Of.ROW, write, state.get(Of.BACKUP_ROW, write));
      state.set(Of.ID, write, state.get(Of.BACKUP_ID, write));
      boolean isThere = state.row(write) != RowState.NONE;
      if (isThere) {
        state.add(One.BROUGHT_BACK, 1 << write);
      } else if (state.phase(write).isAcknowledged()) {
        state.add(One.FORGOTTEN, 1 << write);
      }
    }
    // What had left the list had been acknowledged.
    state.set(One.ACKNOWLEDGED, state.rows(RowState.UNCONFIRMED) & ~state.get(One.LISTED));
  }
}
