package io.soma.memory.testkit.server.memory;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * Keeps a port while nothing listens on it: connections to it are refused, nobody else takes it,
 * and no client that connects to it is given the same port and so meets itself.
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
