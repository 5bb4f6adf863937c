package io.soma.memory.ports.driving;

/**
 * The call came after the close, and nothing was sent or queued. Unlike in an outage, trying it
 * again with the same client is in vain.
 */
public final class ClientClosedException extends MemoryUnavailableException {

  /** Of a client that is closed for good. */
  public ClientClosedException() {
    super(null, "this client is closed: the program stops, or it called close(); start a new one");
  }
}
