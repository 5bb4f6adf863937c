package io.soma.memory.domain.read;

import java.util.Map;

/**
 * One of the memory service's status pages.
 *
 * @param content the JSON object, as maps, lists, texts, numbers and booleans
 */
public record StatusPage(Map<String, Object> content) {

  /** The pages that there are. */
  public enum Kind {
    /** Which stores are up. */
    STORES,
    /** All that it knows of its health; it takes the service some time. */
    HEALTH,
    /** How many memories there are, of all tenants. */
    COUNTS
  }

  /** Whether one of its fields reports a part as up. */
  public boolean says(String name) {
    return Boolean.TRUE.equals(content.get(name));
  }
}
