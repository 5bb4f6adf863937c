package io.soma.memory.gateway.cli;

import io.soma.memory.domain.SomaMemoryException;
import java.net.URI;

/** The admin API said no, or nothing. */
final class AdminCallException extends SomaMemoryException {

  /** The detail of an error that is not in the form of the admin API. */
  static final String NO_DETAIL = "no detail";

  private static final int HTTP = 1;
  private static final int NETWORK = 2;

  private final int exitCode;

  private AdminCallException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  static AdminCallException refused(URI asked, int status, String detail) {
    return new AdminCallException(
        "the admin API at " + asked + " answers " + status + ": " + detail + advice(status, detail),
        HTTP);
  }

  private static String advice(int status, String detail) {
    if (status == 401) {
      return " (is the token the SOMABRAIN_OUTBOX_API_TOKEN of that service?)";
    }
    // What a listener says of a path that it does not have, and the admin API of nothing; the
    // gateway says it in HTML.
    return status == 404 && (detail.equals("Not Found") || detail.equals(NO_DETAIL))
        ? " (this is not an admin API; is that the service's SOMABRAIN_ADMIN_BIND, and not another"
            + " port of it?)"
        : "";
  }

  static AdminCallException network(String what) {
    return new AdminCallException(what, NETWORK);
  }

  /** What the command ends with. */
  int exitCode() {
    return exitCode;
  }
}
