package io.soma.memory.gateway.server;

/**
 * What one connection is doing.
 *
 * @param bytes how many had arrived when the last answer was complete
 * @param since when the phase was first seen; of a request, when its head began
 */
record ConnectionState(Phase phase, long bytes, long since) {

  enum Phase {
    /** From the connection's beginning to its first byte. */
    SILENT,
    /** Between an answer and the next byte. */
    IDLE,
    /** From a head's first byte to its end; a TLS handshake before it included. */
    HEAD,
    /** From the head's end to the answer's. */
    REQUEST,
    /** An answer that goes on; who writes it watches over it. */
    STREAM
  }

  /** Whether no request of the connection is being answered. */
  boolean isWaiting() {
    return phase != Phase.REQUEST && phase != Phase.STREAM;
  }

  static ConnectionState opened(long now) {
    return new ConnectionState(Phase.SILENT, 0, now);
  }

  static ConnectionState idle(long bytes, long now) {
    return new ConnectionState(Phase.IDLE, bytes, now);
  }

  ConnectionState handled(long now) {
    return new ConnectionState(Phase.REQUEST, bytes, phase == Phase.HEAD ? since : now);
  }

  ConnectionState streaming(long now) {
    return new ConnectionState(Phase.STREAM, bytes, now);
  }

  ConnectionState seen(long bytesIn, long now) {
    boolean waiting = phase == Phase.IDLE || phase == Phase.SILENT;
    return waiting && bytesIn != bytes ? new ConnectionState(Phase.HEAD, bytes, now) : this;
  }
}
