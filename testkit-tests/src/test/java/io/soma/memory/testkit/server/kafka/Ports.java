package io.soma.memory.testkit.server.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Looks at a broker's port from outside, or takes it. */
final class Ports {

  private Ports() {}

  static boolean isOpen(String address) {
    String[] parts = address.split(":");
    try (Socket socket = new Socket(parts[0], Integer.parseInt(parts[1]))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static ServerSocket take(String address) throws IOException {
    String[] parts = address.split(":");
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])));
    return socket;
  }
}
