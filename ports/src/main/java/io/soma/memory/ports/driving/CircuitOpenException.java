package io.soma.memory.ports.driving;

/**
 * The call was not made, as the tenant's circuit is open: the memory service has failed again and
 * again, or an operator keeps its calls away. The failures before it were reported already.
 */
public final class CircuitOpenException extends MemoryUnavailableException {

  /** With the reason in words. */
  public CircuitOpenException(String why) {
    super(why, null);
  }
}
