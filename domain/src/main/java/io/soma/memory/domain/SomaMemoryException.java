package io.soma.memory.domain;

import org.jspecify.annotations.Nullable;

/** The root of everything that Soma Memory throws on purpose. */
public abstract class SomaMemoryException extends RuntimeException {

  protected SomaMemoryException(String message) {
    super(message);
  }

  protected SomaMemoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
