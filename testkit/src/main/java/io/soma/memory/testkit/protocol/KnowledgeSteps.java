package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/** What an instance knows of the backlog, by looking again and again (decisions 8, 12, 25). */
final class KnowledgeSteps {

  private static final Doubt[] DOUBTS = Doubt.values();

  private KnowledgeSteps() {}

  static boolean isWaiting(ProtocolState state, int instance, Moves moves) {
    return (state.is(At.WAITING, instance) && !moves.is(ProtocolMutant.BACKLOG_IGNORED))
        || (state.is(At.UNSETTLED, instance) && !moves.is(ProtocolMutant.UNKNOWN_COMMIT_FORGOTTEN))
        || doubts(DOUBTS[state.get(At.DOUBT, instance)], moves);
  }

  private static boolean doubts(Doubt doubt, Moves moves) {
    return switch (doubt) {
      case NONE -> false;
      case STARTED -> !moves.is(ProtocolMutant.FIRST_LOOK_NOT_AWAITED);
      case BLIND -> !moves.is(ProtocolMutant.BLIND_INSTANCE_GOES_ON);
      case PAUSED -> !moves.is(ProtocolMutant.PAUSE_UNNOTICED);
    };
  }

  static void offer(ProtocolState state, int instance, Moves moves) {
    switch (state.get(At.LOOK, instance)) {
      case 0 -> offerBegin(state, instance, moves);
      case 1 -> {
        ProtocolState next = state.copy();
        readSecond(next, instance, moves);
        moves.offer(StepKind.READ_BACKLOG, 0, instance, next);
      }
      default -> {
        ProtocolState next = state.copy();
        end(next, instance, moves);
        moves.offer(StepKind.END_LOOK, 0, instance, next);
      }
    }
  }

  private static void offerBegin(ProtocolState state, int instance, Moves moves) {
    ProtocolState next = state.copy();
    begin(next, instance, moves);
    if (moves.scope.slowLooker() == instance) {
      moves.offer(StepKind.BEGIN_LOOK, 0, instance, next);
    } else {
      readSecond(next, instance, moves);
      end(next, instance, moves);
      moves.offer(StepKind.LOOK, 0, instance, next);
    }
  }

  private static void begin(ProtocolState state, int instance, Moves moves) {
    state.set(At.LOOK, instance, 1);
    state.set(At.LOOK_COUNTS, instance, 1);
    state.set(At.TOUCHED, instance, 0);
    if (moves.is(ProtocolMutant.BACKLOG_READ_BEFORE_THE_LOCKS)) {
      readBacklog(state, instance);
    } else {
      readLocks(state, instance, moves);
    }
  }

  private static void readSecond(ProtocolState state, int instance, Moves moves) {
    state.set(At.LOOK, instance, 2);
    if (moves.is(ProtocolMutant.BACKLOG_READ_BEFORE_THE_LOCKS)) {
      readLocks(state, instance, moves);
    } else {
      readBacklog(state, instance);
    }
  }

  // A lock that one transaction holds at two looks is a commit that hangs. After a doubt, what was
  // seen before says nothing, so that the locks are looked at twice.
  private static void readLocks(ProtocolState state, int instance, Moves moves) {
    int held = state.rows(RowState.COMMITTING);
    boolean isDoubted =
        state.get(At.DOUBT, instance) != 0 && !moves.is(ProtocolMutant.LOCKS_LOOKED_AT_ONCE);
    int hanging = isDoubted ? held : held & state.get(At.LOCKS, instance);
    int lost =
        held
            & state.those(
                write -> state.isAt(write, instance) && state.phase(write) == WritePhase.UNKNOWN);
    int unsettled = hanging != 0 || lost != 0 ? 1 : 0;
    state.set(At.LOCKS, instance, held);
    state.set(At.SAW_UNSETTLED, instance, unsettled);
    // What was unsettled before stays so until the backlog is read: it may be there now.
    boolean replaces = moves.is(ProtocolMutant.UNSETTLED_REPLACED_TOO_EARLY);
    state.set(
        At.UNSETTLED,
        instance,
        replaces ? unsettled : unsettled | state.get(At.UNSETTLED, instance));
  }

  private static void readBacklog(ProtocolState state, int instance) {
    state.set(At.SAW_BACKLOG, instance, state.rows(RowState.UNCONFIRMED) != 0 ? 1 : 0);
  }

  private static void end(ProtocolState state, int instance, Moves moves) {
    boolean isTouched =
        state.is(At.TOUCHED, instance) && !moves.is(ProtocolMutant.LEAVES_WITHOUT_A_LOOK);
    if (state.is(At.SAW_BACKLOG, instance)) {
      state.set(At.WAITING, instance, 1);
    } else if (!isTouched && !isEnqueueing(state, instance)) {
      state.set(At.WAITING, instance, 0);
    }
    if (!isTouched) {
      state.set(At.LOST_ANSWER, instance, 0);
    }
    state.set(At.UNSETTLED, instance, state.get(At.SAW_UNSETTLED, instance));
    if (state.is(At.LOOK_COUNTS, instance)) {
      state.set(At.DOUBT, instance, Doubt.NONE.ordinal());
      state.set(At.LOOKS_SINCE, instance, Math.min(2, state.get(At.LOOKS_SINCE, instance) + 1));
    }
    FailedEventSteps.look(state, instance, moves);
    state.set(At.LOOK, instance, 0);
    state.set(At.SAW_BACKLOG, instance, 0);
    state.set(At.SAW_UNSETTLED, instance, 0);
    state.set(At.LOOK_COUNTS, instance, 0);
    state.set(At.TOUCHED, instance, 0);
  }

  private static boolean isEnqueueing(ProtocolState state, int instance) {
    return state.get(One.REPLAYING) == instance + 1
        || state.those(
                write -> state.isAt(write, instance) && state.phase(write) == WritePhase.ENQUEUEING)
            != 0;
  }

  /** After the instance settled the last event that it knew of: a look at the backlog alone. */
  static void lookAtTenant(ProtocolState state, int instance, Moves moves) {
    boolean hasLostAnswer =
        state.is(At.LOST_ANSWER, instance)
            && !moves.is(ProtocolMutant.LOST_ANSWER_FORGOTTEN_BY_A_TENANTS_LOOK);
    if (state.rows(RowState.UNCONFIRMED) == 0 && !isEnqueueing(state, instance) && !hasLostAnswer) {
      state.set(At.WAITING, instance, 0);
    }
  }

  /** From now on the instance knows that it knows nothing, and as much time passes as it takes. */
  static void doubt(ProtocolState state, int instance, Doubt doubt) {
    state.set(At.DOUBT, instance, doubt.ordinal());
    state.set(At.LOOK_COUNTS, instance, 0);
    state.set(At.LOOKS_SINCE, instance, 2);
  }
}
