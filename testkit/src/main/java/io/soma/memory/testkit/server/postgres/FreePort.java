package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free loopback port outside the range that systems take outgoing ports from. Inside it, a client
 * that retries while the server is down may be given the server's own port and connect to itself,
 * and the server could not come back.
 */
final class FreePort {

  private static final int FIRST = 10_000;
  private static final int END = 32_768;
  private static final int ATTEMPTS = 200;

  private FreePort() {}

  static int find() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "none of " + ATTEMPTS + " ports from " + FIRST + " to " + (END - 1) + " was free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
