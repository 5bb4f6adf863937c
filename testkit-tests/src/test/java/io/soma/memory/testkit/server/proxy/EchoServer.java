package io.soma.memory.testkit.server.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends back each byte, and records it. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket listener;
  private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

  EchoServer() throws IOException {
    listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    daemon(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  BlockingQueue<Integer> received() {
    return received;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> echo(client));
      } catch (IOException e) {
        // Closed, which ends the loop.
      }
    }
  }

  private void echo(Socket client) {
    try (client) {
      int value;
      while ((value = client.getInputStream().read()) >= 0) {
        received.add(value);
        client.getOutputStream().write(value);
      }
    } catch (IOException e) {
      // The client was cut off.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "echo-server");
    thread.setDaemon(true);
    thread.start();
  }
}
