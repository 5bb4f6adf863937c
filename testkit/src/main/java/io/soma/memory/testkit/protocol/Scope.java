package io.soma.memory.testkit.protocol;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of the model is searched: two instances, one tenant, one address, so many writes, and
 * each fault so often. Without a limit on steps.
 *
 * @param writes 1 to 4, of one caller, in this order
 * @param slowLooker the instance whose looks at the outbox take steps of their own; -1 for none
 * @param slowRelay whether a relay's turn takes steps of its own, or is one
 */
public record Scope(
    int writes, int slowLooker, boolean slowRelay, Map<ModelFault, Integer> faults) {

  private static final int NONE = -1;

  public Scope {
    faults = Map.copyOf(faults);
  }

  /** A scope without faults, of quick looks and relays. */
  public static Scope ofWrites(int writes) {
    return new Scope(writes, NONE, false, Map.of());
  }

  /** The same with a fault, so often at most. */
  public Scope with(ModelFault fault, int times) {
    Map<ModelFault, Integer> more = new EnumMap<>(ModelFault.class);
    more.putAll(faults);
    more.put(fault, times);
    return new Scope(writes, slowLooker, slowRelay, more);
  }

  /** The same with looks of an instance that take time. */
  public Scope withSlowLooks(int instance) {
    return new Scope(writes, instance, slowRelay, faults);
  }

  /** The same with relays that take time. */
  public Scope withSlowRelay() {
    return new Scope(writes, slowLooker, true, faults);
  }

  int times(ModelFault fault) {
    return faults.getOrDefault(fault, 0);
  }
}
