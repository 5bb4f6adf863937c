package io.soma.memory.benchmarks.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ports of servers that are about to start. */
final class Listening {

  private static final long LOOK_EVERY_NANOS = 5_000_000;
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final int ANSWER_MILLIS = 2_000;

  private Listening() {}

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until a server answers a path with 200.
   *
   * @throws IllegalStateException if it ends before, or takes minutes
   */
  static void await(Process server, int port, String path) {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!isReady(port, path)) {
      if (!server.isAlive() || System.nanoTime() - end > 0) {
        throw new IllegalStateException("no answer at " + port + path);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private static boolean isReady(int port, String path) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return status != null && status.startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }
}
