package io.soma.memory.domain.tenant;

/**
 * One tenant: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}.
 *
 * <p>There is no default tenant.
 */
public record TenantId(String value) implements Comparable<TenantId> {

  /** The longest tenant id, in characters. */
  public static final int MAX_LENGTH = 64;

  public TenantId {
    if (value == null) {
      throw InvalidNamespaceException.absent("the tenant");
    }
    if (!isValid(value)) {
      throw InvalidNamespaceException.tenant(value);
    }
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
