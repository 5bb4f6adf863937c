package io.soma.memory.testkit.server.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** One client and its connection to the server, with a thread for each way. */
final class ProxiedConnection {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(5);
  private static final int CHUNK_BYTES = 16 * 1024;

  private interface Way {
    void forward() throws IOException, InterruptedException;
  }

  private final Socket client;
  private final Socket server = new Socket();
  private final FaultSwitch faults;
  private final Set<ProxiedConnection> open;
  private final Thread requests;
  private final Thread replies;
  private final AtomicInteger waysOpen = new AtomicInteger(2);
  private volatile boolean cut;
  private volatile boolean repliesLost;

  private ProxiedConnection(
      Socket client, int targetPort, FaultSwitch faults, Set<ProxiedConnection> open) {
    this.client = client;
    this.faults = faults;
    this.open = open;
    this.requests = daemon("requests", () -> forwardRequests(targetPort));
    this.replies = daemon("replies", () -> forward(server, client, this::swallowsReplies));
  }

  /** Serves a client; the connection is in the set until both its ways have ended. */
  static void open(Socket client, int targetPort, FaultSwitch faults, Set<ProxiedConnection> open) {
    ProxiedConnection connection = new ProxiedConnection(client, targetPort, faults, open);
    open.add(connection);
    connection.requests.start();
  }

  /** Whether the client has missed a part of the answers, so that the rest would mislead it. */
  boolean hasLostReplies() {
    return repliesLost;
  }

  /** Resets both connections. */
  void cut() {
    cut = true;
    reset(client);
    reset(server);
    faults.wake();
  }

  void join() throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(requests, JOIN_LIMIT.toNanos());
    TimeUnit.NANOSECONDS.timedJoin(replies, JOIN_LIMIT.toNanos());
  }

  static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  private void forwardRequests(int targetPort) throws IOException, InterruptedException {
    try {
      faults.awaitPassage(() -> cut);
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort),
          (int) CONNECT_LIMIT.toMillis());
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    } catch (IOException e) {
      waysOpen.decrementAndGet();
      throw e;
    }
    replies.start();
    forward(client, server, () -> false);
  }

  private void forward(Socket from, Socket to, BooleanSupplier swallowed)
      throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    int length;
    while ((length = in.read(chunk)) >= 0) {
      faults.awaitPassage(() -> cut);
      if (!swallowed.getAsBoolean()) {
        out.write(chunk, 0, length);
      }
    }
    faults.awaitPassage(() -> cut);
    if (!swallowed.getAsBoolean()) {
      to.shutdownOutput();
    }
  }

  private boolean swallowsReplies() {
    if (!faults.is(TrafficFault.Kind.DROP_REPLIES) && !repliesLost) {
      return false;
    }
    repliesLost = true;
    // The fault may have ended just now, unaware of this loss.
    if (!faults.is(TrafficFault.Kind.DROP_REPLIES)) {
      cut();
    }
    return true;
  }

  private Thread daemon(String name, Way way) {
    Thread thread = new Thread(() -> run(way), "tcp-fault-proxy-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private void run(Way way) {
    try {
      way.forward();
    } catch (IOException | InterruptedException e) {
      cut();
    } finally {
      if (waysOpen.decrementAndGet() == 0) {
        end();
      }
    }
  }

  private void end() {
    try (client;
        server) {
      open.remove(this);
    } catch (IOException e) {
      // Closing is all that was left to do.
    }
  }
}
