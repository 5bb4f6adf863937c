package io.soma.memory.simulation.world;

/**
 * Something that goes wrong for a while.
 *
 * @param atMillis when it begins
 * @param lengthMillis how long it lasts, or a process is away
 * @param target the instance or the tenant that it concerns; {@link #ALL} for all
 * @param strength how often it strikes, from 0 to 1, or how many seconds a clock steps
 */
public record Trouble(
    TroubleKind kind, int atMillis, int lengthMillis, int target, double strength) {

  /** Every instance, or every tenant. */
  public static final int ALL = -1;

  int endMillis() {
    return atMillis + lengthMillis;
  }

  boolean concerns(int one) {
    return target == ALL || target == one;
  }

  /** In words, for a person. */
  String describe() {
    String whom = target == ALL ? "all" : "no. " + target;
    return kind.words() + " (" + whom + ", " + atMillis + " to " + endMillis() + " ms)";
  }
}
