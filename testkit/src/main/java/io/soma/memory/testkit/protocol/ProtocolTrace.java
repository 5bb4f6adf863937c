package io.soma.memory.testkit.protocol;

import io.soma.memory.testkit.protocol.ProtocolState.At;
import io.soma.memory.testkit.protocol.ProtocolState.Of;
import io.soma.memory.testkit.protocol.ProtocolState.One;
import io.soma.memory.testkit.protocol.TracedStep.EventView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways through the model that a seed draws, to be replayed on a real outbox. */
public final class ProtocolTrace {

  private static final Set<StepKind> RARE =
      EnumSet.of(
          StepKind.LOOK,
          StepKind.BEGIN_LOOK,
          StepKind.CRASH,
          StepKind.SUSPEND,
          StepKind.END_HOLD,
          StepKind.END_CARRY_LEASE,
          StepKind.LOSE_RECORDS,
          StepKind.RESTORE,
          StepKind.PURGE);

  private ProtocolTrace() {}

  private record Move(ProtocolStep step, ProtocolState next) {}

  /** A way of so many steps at most; the same seed gives the same one. */
  public static List<TracedStep> walk(Scope scope, long seed, int steps) {
    ProtocolModel model = new ProtocolModel(scope, Set.of());
    Random random = new Random(seed);
    List<TracedStep> trace = new ArrayList<>();
    ProtocolState at = model.first();
    while (trace.size() < steps) {
      List<Move> moves = new ArrayList<>();
      ProtocolState from = at;
      // What changes nothing is no step of a trace, such as a look that finds what is known.
      model.steps(
          from,
          (step, next) -> {
            if (!next.key().equals(from.key())) {
              // Less often what may happen at any time.
              int times = RARE.contains(step.kind()) ? 1 : 5;
              moves.addAll(Collections.nCopies(times, new Move(step, next)));
            }
          });
      if (moves.isEmpty()) {
        break;
      }
      Move move = moves.get(random.nextInt(moves.size()));
      trace.add(traced(move.step(), from, move.next()));
      at = move.next();
    }
    return trace;
  }

  private static TracedStep traced(ProtocolStep step, ProtocolState before, ProtocolState after) {
    return new TracedStep(
        step,
        IntStream.range(0, after.writes()).mapToObj(write -> view(after, write)).toList(),
        those(after.get(At.CLAIMED, step.instance())),
        those(after.get(At.DUE, step.instance())),
        after.get(One.OVERTAKEN) != before.get(One.OVERTAKEN),
        after.get(One.DELIVERER) - 1,
        after.get(One.CARRIER) - 1);
  }

  private static EventView view(ProtocolState state, int write) {
    RowState row = state.row(write);
    boolean isOvertaken =
        row == RowState.FAILED
            && (state.has(One.OVERTAKEN, write)
                || isFollowed(state, write, RowState.CONFIRMED)
                || isFollowed(state, write, RowState.UNCONFIRMED));
    return new EventView(
        row, row == RowState.UNCONFIRMED && state.has(One.LISTED, write), isOvertaken);
  }

  private static boolean isFollowed(ProtocolState state, int write, RowState row) {
    return state.those(
            newer -> state.row(newer) == row && state.get(Of.ID, newer) > state.get(Of.ID, write))
        != 0;
  }

  private static Set<Integer> those(int writes) {
    return IntStream.range(0, Integer.SIZE)
        .filter(write -> (writes >> write & 1) != 0)
        .boxed()
        .collect(Collectors.toSet());
  }
}
