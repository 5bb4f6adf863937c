package io.soma.memory.gateway.server;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.domain.SomaMemoryException;

/** Nothing can listen there. */
public final class ListenFailedException extends SomaMemoryException {

  ListenFailedException(ListenAddress address, Throwable cause) {
    super("cannot listen on " + address + ": " + root(cause).getMessage(), cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
