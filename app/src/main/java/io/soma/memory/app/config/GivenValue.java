package io.soma.memory.app.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that a program gave.
 *
 * @param method of the builder that took it
 * @param value null or blank where the program has none, which is a problem
 */
record GivenValue(String method, @Nullable Object value) {

  /** The value, where it is one. */
  Optional<Object> usable() {
    return Optional.ofNullable(value).filter(given -> !isBlank(given));
  }

  /** Why it is of no use; empty where it is. */
  Optional<String> problem() {
    if (usable().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(method + (value == null ? " is not set" : " is blank"));
  }

  private static boolean isBlank(Object value) {
    return value instanceof String text && text.isBlank();
  }
}
