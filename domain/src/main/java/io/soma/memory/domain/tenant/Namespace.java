package io.soma.memory.domain.tenant;

/**
 * Where a memory lives, such as {@code memory:sandbox-tenant}; kept whole beside its tenant.
 *
 * <p>The tenant is the text after the last colon, or the whole text where there is none, unless a
 * caller names both: {@code public} of {@code default}, {@code somabrain:acme:wm} of {@code acme}.
 */
public record Namespace(String value, TenantId tenant) {

  /** The longest namespace, in characters. */
  public static final int MAX_LENGTH = 255;

  public Namespace {
    if (value == null || tenant == null) {
      throw InvalidNamespaceException.absent(value == null ? "the namespace" : "the tenant");
    }
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
      throw InvalidNamespaceException.namespace(value);
    }
  }

  /**
   * Reads a namespace as callers write it.
   *
   * @throws InvalidNamespaceException if it is blank, has no tenant after its last colon, or holds
   *     a character that is not allowed
   */
  public static Namespace of(String value) {
    if (value == null) {
      throw InvalidNamespaceException.absent("the namespace");
    }
    return new Namespace(value, new TenantId(tenantText(value)));
  }

  private static String tenantText(String value) {
    return value.substring(value.lastIndexOf(':') + 1);
  }

  // The namespace travels in an HTTP header, where CR and LF would start another one.
  private static boolean isVisibleAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= 0x20 || value.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
