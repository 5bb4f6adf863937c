package io.soma.memory.testkit.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every state that can be reached in a scope, breadth first, and ends at the first one
 * that breaks a promise: so the way to it is the shortest.
 */
public final class ModelCheck {

  private final ProtocolModel model;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private final EnumSet<StepKind> kinds = EnumSet.noneOf(StepKind.class);
  private int[] parents = new int[1 << 16];
  private @Nullable ProtocolStep lastStep;
  private @Nullable ProtocolState broken;

  private ModelCheck(ProtocolModel model) {
    this.model = model;
  }

  /**
   * What a search found.
   *
   * @param states how many different states there are, up to the first that breaks a promise
   * @param kinds the kinds of steps that are possible somewhere
   * @param broken the promise that is broken; null if all are kept in every state
   * @param steps the shortest way to the broken promise; else empty
   */
  public record Result(
      int states, Set<StepKind> kinds, @Nullable Promise broken, List<ProtocolStep> steps) {}

  /** Searches the whole scope. */
  public static Result search(Scope scope, Set<ProtocolMutant> mutants) {
    return new ModelCheck(new ProtocolModel(scope, mutants)).search();
  }

  private Result search() {
    ArrayDeque<Integer> frontier = new ArrayDeque<>();
    add(model.first().key(), 0);
    frontier.add(0);
    while (!frontier.isEmpty() && broken == null) {
      int from = frontier.remove();
      model.steps(
          ProtocolState.ofKey(keys.get(from)),
          (step, next) -> {
            kinds.add(step.kind());
            String key = next.key();
            if (broken == null && !numbers.containsKey(key)) {
              frontier.add(add(key, from));
              if (ProtocolModel.isBroken(next)) {
                broken = next;
              }
            }
          });
    }
    ProtocolState end = broken;
    return end == null
        ? new Result(keys.size(), kinds, null, List.of())
        : new Result(keys.size(), kinds, ProtocolModel.brokenPromise(end), wayTo(keys.size() - 1));
  }

  private int add(String key, int parent) {
    int number = keys.size();
    numbers.put(key, number);
    keys.add(key);
    if (number == parents.length) {
      parents = Arrays.copyOf(parents, 2 * number);
    }
    parents[number] = parent;
    return number;
  }

  private List<ProtocolStep> wayTo(int last) {
    List<ProtocolStep> way = new ArrayList<>();
    for (int at = last; at != 0; at = parents[at]) {
      String key = keys.get(at);
      lastStep = null;
      model.steps(
          ProtocolState.ofKey(keys.get(parents[at])),
          (step, next) -> {
            if (next.key().equals(key)) {
              lastStep = step;
            }
          });
      way.add(lastStep);
    }
    Collections.reverse(way);
    return way;
  }
}
