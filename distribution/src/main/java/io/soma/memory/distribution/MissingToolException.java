package io.soma.memory.distribution;

/** This machine lacks a program or a list of packages that the image is made with. */
final class MissingToolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingToolException(String message) {
    super(message);
  }

  MissingToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
