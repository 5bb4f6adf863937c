package io.soma.memory.sandbox.chaos;

import java.util.Locale;
import java.util.Map;

/**
 * One write of an agent, the same at every attempt.
 *
 * @param id names it alone, as the check finds it in the payload
 * @param poison names why the memory service does not take it; empty if it does
 * @param identity the headers by which the gateway tells it from others
 */
record AgentWrite(
    String tenant,
    String key,
    String coordinate,
    long sequence,
    String id,
    String poison,
    Map<String, String> identity) {
  AgentWrite {
    identity = Map.copyOf(identity);
  }

  /** The same under other headers. */
  AgentWrite withIdentity(Map<String, String> other) {
    return new AgentWrite(tenant, key, coordinate, sequence, id, poison, other);
  }

  /** Whether the memory service does not take it. */
  boolean isPoison() {
    return !poison.isEmpty();
  }

  /** The request's body. */
  String body() {
    return String.format(
        Locale.ROOT,
        "{\"coord\":\"%s\",\"payload\":{\"text\":\"%s\",\"write\":\"%s\",\"sequence\":%s%s}}",
        coordinate,
        id,
        id,
        sequence,
        isPoison() ? ",\"poison\":\"" + poison + "\"" : "");
  }
}
