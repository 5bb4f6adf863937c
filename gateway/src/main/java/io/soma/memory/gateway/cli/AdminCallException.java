package io.soma.memory.gateway.cli;

import io.soma.memory.domain.SomaMemoryException;

/** The admin API said no, or nothing. */
final class AdminCallException extends SomaMemoryException {

  private static final int HTTP = 1;
  private static final int NETWORK = 2;

  private final int exitCode;

  private AdminCallException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  static AdminCallException refused(int status, String detail) {
    return new AdminCallException("the admin API answers " + status + ": " + detail, HTTP);
  }

  static AdminCallException network(String what) {
    return new AdminCallException(what, NETWORK);
  }

  /** What the command ends with. */
  int exitCode() {
    return exitCode;
  }
}
