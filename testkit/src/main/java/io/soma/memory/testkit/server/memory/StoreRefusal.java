package io.soma.memory.testkit.server.memory;

/**
 * The memory service's answer to a store that it does not take, whatever else it takes.
 *
 * @param status 400 or above
 * @param detail its reason, as the service's own errors carry one
 */
public record StoreRefusal(int status, String detail) {
  public StoreRefusal {
    if (status < 400) {
      throw new IllegalArgumentException("A refusal is 400 or above, not " + status);
    }
  }
}
