package io.soma.memory.gateway.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Accepts connections that can be looked at while a request is handled. */
final class PeekingConnector extends ServerConnector {

  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 2;

  private final ConnectionWatch watch;

  PeekingConnector(Server server, ConnectionWatch watch, ConnectionFactory... factories) {
    super(server, ACCEPTORS, SELECTORS, factories);
    this.watch = watch;
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    PeekableEndPoint endPoint =
        new PeekableEndPoint(channel, selector, key, getScheduler(), getExecutor(), watch);
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }
}
