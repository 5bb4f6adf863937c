package io.soma.memory.testkit.server.memory;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * Keeps a port while nothing listens on it: connections to it are refused, no other process takes
 * it, and no client that connects to it gets the same port and so connects to itself.
 */
final class ReservedPort implements Closeable {
  private final Socket holder = new Socket();

  ReservedPort(SocketAddress address) throws IOException {
    holder.setReuseAddress(true);
    holder.bind(address);
  }

  @Override
  public void close() throws IOException {
    holder.close();
  }
}
