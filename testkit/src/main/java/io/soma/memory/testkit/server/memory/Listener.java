package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/** Accepts connections on one port and ends all of them when it shuts. Thread safe. */
final class Listener {
  private static final int BACKLOG = 1024;

  /** Bodies are read by recursion, and the service takes deep ones. */
  private static final long STACK_BYTES = 4L << 20;

  private final ServerSocket server;
  private final Handler handler;
  private final Map<Thread, Wire> connections = new HashMap<>();
  private final Thread acceptor;
  private boolean shut;

  /** Answers one request. */
  interface Handler {
    /** Answers on the wire; whether the connection lasts. */
    boolean handle(Request request, Wire wire) throws IOException;
  }

  /** Listens at once; port 0 for a free one. */
  Listener(int port, Handler handler) throws IOException {
    this.handler = handler;
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(address(port), BACKLOG);
    acceptor = new Thread(this::acceptAll, "memory-service-" + port());
    acceptor.setDaemon(true);
  }

  void start() {
    acceptor.start();
  }

  static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    try {
      while (true) {
        serve(server.accept());
      }
    } catch (IOException e) {
      // Shut.
    }
  }

  private void serve(Socket socket) {
    try {
      Wire wire = new Wire(socket);
      Connection connection = new Connection(wire, handler);
      String name = acceptor.getName() + "-connection";
      Thread thread = new Thread(null, () -> run(connection), name, STACK_BYTES);
      thread.setDaemon(true);
      admit(thread, wire);
    } catch (IOException e) {
      // It went before it was served; closing it is all that is left.
      closeQuietly(socket);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed already.
    }
  }

  private synchronized void admit(Thread thread, Wire wire) {
    if (shut) {
      wire.reset();
      return;
    }
    connections.put(thread, wire);
    thread.start();
  }

  private void run(Connection connection) {
    try {
      connection.run();
    } finally {
      forget();
    }
  }

  private synchronized void forget() {
    connections.remove(Thread.currentThread());
  }

  /** Stops listening, resets every connection and waits for their threads. Idempotent. */
  void shut() throws IOException {
    server.close();
    Map<Thread, Wire> open;
    synchronized (this) {
      shut = true;
      open = Map.copyOf(connections);
    }
    open.values().forEach(Wire::reset);
    open.keySet().forEach(Thread::interrupt);
    open.keySet().forEach(Listener::await);
    await(acceptor);
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
