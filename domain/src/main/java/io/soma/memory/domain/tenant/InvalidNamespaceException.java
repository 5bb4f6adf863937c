package io.soma.memory.domain.tenant;

import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.domain.Quoted;

/**
 * A namespace or tenant id that cannot be used; the message lists the allowed characters and
 * lengths.
 */
public final class InvalidNamespaceException extends InvalidInputException {

  private InvalidNamespaceException(String message) {
    super(message);
  }

  static InvalidNamespaceException absent(String what) {
    return new InvalidNamespaceException(what + " is null");
  }

  static InvalidNamespaceException tenant(String value) {
    return new InvalidNamespaceException(
        "tenant "
            + Quoted.of(value)
            + " is not allowed: 1 to "
            + TenantId.MAX_LENGTH
            + " characters, a letter or digit first, then letters, digits, '.', '_' or '-'; in a"
            + " namespace it is the text after the last colon");
  }

  static InvalidNamespaceException namespace(String value) {
    return new InvalidNamespaceException(
        "namespace "
            + Quoted.of(value)
            + " is not allowed: at most "
            + Namespace.MAX_LENGTH
            + " visible ASCII characters that end in a tenant id, such as memory:tenant-1");
  }
}
