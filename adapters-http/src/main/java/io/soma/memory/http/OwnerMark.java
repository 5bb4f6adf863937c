package io.soma.memory.http;

import io.soma.memory.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The field of a payload by which the memory service can filter a tenant's memories; its value is
 * the tenant's id. The owner of a memory follows from its coordinate alone, so a forged mark has no
 * effect.
 *
 * <p>A field of that name that the caller gave is kept aside under the name with a dot behind it,
 * and one of that name under the name with two, so that each comes back as it was given.
 */
final class OwnerMark {

  static final String FIELD = "soma_owner";

  private static final char ASIDE = '.';

  private OwnerMark() {}

  /** Under which name a field of the caller's is stored. */
  static String stored(String given) {
    return isOfOurNames(given) ? given + ASIDE : given;
  }

  /** The caller's filters, and that for a tenant's mark. */
  static Map<String, Object> filters(TenantId tenant, Map<String, Object> given) {
    Map<String, Object> filters = new LinkedHashMap<>();
    given.forEach((name, value) -> filters.put(stored(name), value));
    filters.put(FIELD, tenant.value());
    return filters;
  }

  /** The payload that the caller gave. */
  static Map<String, Object> given(Map<String, Object> stored) {
    Map<String, Object> given = new LinkedHashMap<>();
    stored.forEach(
        (name, value) -> {
          if (!isOfOurNames(name)) {
            given.put(name, value);
          } else if (!name.equals(FIELD)) {
            given.put(name.substring(0, name.length() - 1), value);
          }
        });
    return given;
  }

  private static boolean isOfOurNames(String name) {
    if (!name.startsWith(FIELD)) {
      return false;
    }
    for (int i = FIELD.length(); i < name.length(); i++) {
      if (name.charAt(i) != ASIDE) {
        return false;
      }
    }
    return true;
  }
}
