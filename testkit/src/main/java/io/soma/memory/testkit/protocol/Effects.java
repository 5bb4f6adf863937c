package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.One;

/** What the memory service does, what callers hear, and the promises that are about both. */
final class Effects {

  private Effects() {}

  /** The memory service executes a write; it ignores idempotency keys, as the real one does. */
  static void execute(ProtocolState state, int write) {
    if (isOlderThanAnAcknowledgedEffect(state, write)) {
      breaks(state, Promise.NO_OLDER_WRITE_COMES_BACK);
    }
    if (isAheadOfAnOlderOne(state, write)) {
      breaks(state, Promise.ORDER_AT_AN_ADDRESS);
    }
    state.add(One.EFFECTS, 1 << write);
    state.set(One.HELD, write + 1);
  }

  private static boolean isOlderThanAnAcknowledgedEffect(ProtocolState state, int write) {
    return !state.has(One.BROUGHT_BACK, write)
        && state.those(
                newer ->
                    newer > write
                        && state.phase(newer).isAcknowledged()
                        && state.has(One.EFFECTS, newer))
            != 0;
  }

  private static boolean isAheadOfAnOlderOne(ProtocolState state, int write) {
    return state.those(
            older ->
                older < write
                    && state.row(older) == RowState.UNCONFIRMED
                    && !state.has(One.EFFECTS, older)
                    && !state.has(One.EVER_FAILED, older)
                    && !state.has(One.BROUGHT_BACK, older))
        != 0;
  }

  /** A caller hears what became of its write. */
  static void end(ProtocolState state, int write, int instance, WritePhase phase) {
    int held = state.get(One.HELD) - 1;
    if (phase == WritePhase.STORED && held < write && !isBroughtBack(state, held)) {
      breaks(state, Promise.NO_OLDER_WRITE_COMES_BACK);
    }
    state.set(write, phase);
    state.remove(One.EXECUTED, 1 << write);
    elsewhereNothingIsKnown(state, instance);
  }

  private static boolean isBroughtBack(ProtocolState state, int held) {
    return held >= 0 && state.has(One.BROUGHT_BACK, held);
  }

  /** Other instances learn of what just ended with their next looks. */
  static void elsewhereNothingIsKnown(ProtocolState state, int instance) {
    for (int other = 0; other < ProtocolState.INSTANCES; other++) {
      if (other != instance) {
        state.set(At.LOOKS_SINCE, other, 0);
        state.set(At.LOOK_COUNTS, other, 0);
      }
    }
  }

  static void breaks(ProtocolState state, Promise promise) {
    if (state.get(One.BROKEN) == 0) {
      state.set(One.BROKEN, promise.ordinal() + 1);
    }
  }

  /** Looks for promises that the state itself shows to be broken. */
  static void judge(ProtocolState state) {
    for (int write = 0; write < state.writes(); write++) {
      RowState row = state.row(write);
      boolean tookEffect = state.has(One.EFFECTS, write);
      if ((row == RowState.CONFIRMED || row == RowState.PURGED) && !tookEffect) {
        breaks(state, Promise.CONFIRMED_IS_STORED);
      }
      boolean waits = row == RowState.UNCONFIRMED || row == RowState.FAILED;
      if (state.phase(write).isAcknowledged()
          && !tookEffect
          && !waits
          && !state.has(One.FORGOTTEN, write)) {
        breaks(state, Promise.NOTHING_ACKNOWLEDGED_IS_LOST);
      }
      if (row == RowState.UNCONFIRMED
          && !state.has(One.LISTED, write)
          && !state.has(One.ACKNOWLEDGED, write)) {
        breaks(state, Promise.SENT_IS_ACKNOWLEDGED);
      }
    }
    if (state.get(At.CALL, 0) != 0 && state.get(At.CALL, 1) != 0) {
      breaks(state, Promise.ONE_DELIVERS_AT_A_TIME);
    }
  }
}
