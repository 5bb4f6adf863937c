package io.soma.memory.testkit.fake;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.write.Coordinate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripted results of one tenant's calls. Thread safe. */
final class Script {

  private final Deque<ScriptedStep> next = new ArrayDeque<>();
  private final Map<Coordinate, ScriptedStep> places = new HashMap<>();
  private @Nullable ScriptedStep standing;
  private @Nullable Hang hang;

  synchronized void standing(CallResult<WriteConfirmation> result) {
    standing = ScriptedStep.of(result);
  }

  synchronized void next(ScriptedStep step) {
    next.add(step);
  }

  synchronized void at(Coordinate coordinate, CallResult<WriteConfirmation> result) {
    places.put(coordinate, ScriptedStep.of(result));
  }

  synchronized Hang hang() {
    end(hang);
    hang = new Hang();
    return hang;
  }

  synchronized @Nullable Hang currentHang() {
    return hang;
  }

  synchronized void clear() {
    end(hang);
    hang = null;
    next.clear();
    places.clear();
    standing = null;
  }

  /** A step for the place has priority over announced steps, and those over the standing step. */
  synchronized @Nullable ScriptedStep draw(@Nullable Coordinate coordinate) {
    ScriptedStep place = places.get(coordinate);
    if (place != null) {
      return place;
    }
    ScriptedStep announced = next.poll();
    return announced != null ? announced : standing;
  }

  private static void end(@Nullable Hang hang) {
    if (hang != null) {
      hang.release();
    }
  }
}
