package io.soma.memory.gateway.server;

import io.soma.memory.domain.SomaMemoryException;
import java.nio.channels.UnresolvedAddressException;

/** Nothing can listen there; the message names the variable that says where. */
public final class ListenFailedException extends SomaMemoryException {

  ListenFailedException(ListenerConfig config, Throwable cause) {
    super(
        "cannot listen on "
            + config.address()
            + ": "
            + inWords(root(cause))
            + "; "
            + config.setting()
            + " names another address",
        cause);
  }

  private static String inWords(Throwable root) {
    if (root instanceof UnresolvedAddressException) {
      return "this machine knows no such host";
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
