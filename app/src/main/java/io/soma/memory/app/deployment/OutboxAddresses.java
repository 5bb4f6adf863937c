package io.soma.memory.app.deployment;

import io.soma.memory.app.config.ConfigurationException;

/** Compares the rules by which an outbox and a process find addresses at the memory service. */
public final class OutboxAddresses {

  static final String ADVICE =
      "set SOMABRAIN_MEMORY_TENANCY, SOMABRAIN_MEMORY_UNMARKED_OWNER and SOMABRAIN_MEMORY_UNIVERSE"
          + " as in the other processes of this outbox; or, to change them for all of these, stop"
          + " them all and run ./soma outbox new-addresses";

  private OutboxAddresses() {}

  /**
   * Refuses to start this process if its rules differ from the outbox's rules.
   *
   * @param noted the rules of the outbox
   * @param own those of this process
   * @param place where the outbox is, for the message
   */
  public static void require(String noted, String own, String place) {
    if (!noted.equals(own)) {
      throw new ConfigurationException(
          "the outbox " + place + ": " + difference(noted, own) + "; " + ADVICE);
    }
  }

  static String difference(String noted, String own) {
    return "its processes find memories by "
        + words(noted)
        + ", and this one by "
        + words(own)
        + ", so that one would write to addresses that the other does not read";
  }

  private static String words(String rules) {
    return rules.isEmpty() ? "a scheme without settings" : rules;
  }
}
