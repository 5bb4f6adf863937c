package io.soma.memory.ports.driving;

/**
 * The tenant has reached its limit of concurrent calls, or was asked to pause; try again shortly.
 */
public final class MemoryBusyException extends MemoryUnavailableException {

  /** With the reason why the call was not made. */
  public MemoryBusyException(String why) {
    super(why, null);
  }
}
