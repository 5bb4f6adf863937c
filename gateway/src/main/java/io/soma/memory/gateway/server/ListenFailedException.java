package io.soma.memory.gateway.server;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.domain.SomaMemoryException;
import java.nio.channels.UnresolvedAddressException;

/** Nothing can listen there; the message names the variable that says where. */
public final class ListenFailedException extends SomaMemoryException {

  ListenFailedException(ListenerConfig config, Throwable cause) {
    this(config.address(), config.setting(), cause);
  }

  /** With the address, the variable that names it, and the reason. */
  public ListenFailedException(ListenAddress address, String setting, Throwable cause) {
    super(
        "cannot listen on "
            + address
            + ": "
            + inWords(root(cause))
            + "; "
            + setting
            + " names another address",
        cause);
  }

  /** Whether another program, or another process of this one, listens there already. */
  public boolean isInUse() {
    String words = root(this).getMessage();
    return words != null && words.contains("in use");
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
