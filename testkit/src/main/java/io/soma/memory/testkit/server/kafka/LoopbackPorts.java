package io.soma.memory.testkit.server.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The three ports of a broker's listeners, on 127.0.0.1. */
record LoopbackPorts(int client, int internal, int controller) {
  static final String HOST = "127.0.0.1";
  private static final byte[] ADDRESS = {127, 0, 0, 1};

  // Below the range from which operating systems take the ports of outgoing connections: a client
  // that tries again and again to reach a broker that is down could otherwise be given the broker's
  // own port, connect to itself, and keep the broker from coming back.
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_768;

  /** Ports that were free a moment ago. */
  static LoopbackPorts free() {
    List<Integer> ports =
        IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, BEYOND))
            .distinct()
            .limit(BEYOND - LOWEST)
            .filter(LoopbackPorts::isFree)
            .limit(3)
            .boxed()
            .toList();
    if (ports.size() < 3) {
      throw new IllegalStateException("no free port on " + HOST + " from " + LOWEST);
    }
    return new LoopbackPorts(ports.get(0), ports.get(1), ports.get(2));
  }

  boolean areFree() {
    return isFree(client) && isFree(internal) && isFree(controller);
  }

  String bootstrapServers() {
    return HOST + ":" + client;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
