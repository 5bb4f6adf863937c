package io.soma.memory.gateway.server;

import io.soma.memory.ports.driven.MonotonicClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds connections in time and number: Jetty's idle time begins anew with every byte, so that a
 * client that drips one now and then would stay for ever. A head, or the first byte of a
 * connection, has ten seconds, a whole request its own limit. Where every connection is taken, idle
 * ones and unfinished heads make room sooner. One peer has at most three quarters of all
 * connections; its next one takes the place of the one that has been idle or unfinished the
 * longest. Safe for many threads.
 */
final class ConnectionWatch {

  private static final Duration HEAD = Duration.ofSeconds(10);

  /** Long enough for a client that is just sending its next request. */
  private static final long WHEN_FULL_NANOS = Duration.ofSeconds(2).toNanos();

  private final Map<PeekableEndPoint, ConnectionState> connections = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> peers = new ConcurrentHashMap<>();
  private final MonotonicClock clock;
  private final int maxConnections;
  private final long requestNanos;
  private final long headNanos;

  ConnectionWatch(MonotonicClock clock, int maxConnections, Duration request) {
    this.clock = clock;
    this.maxConnections = maxConnections;
    this.requestNanos = request.toNanos();
    this.headNanos = Math.min(HEAD.toNanos(), requestNanos);
  }

  /** Most of the connections, and yet so few that others find room. */
  static int shareOfOne(int all) {
    return Math.max(1, all - all / 4);
  }

  /** Notes a new connection, for which an older one of its peer may have to go. */
  void opened(PeekableEndPoint connection) {
    connections.put(connection, ConnectionState.opened(clock.nanos()));
    if (peers.merge(connection.peer(), 1, Integer::sum) > shareOfOne(maxConnections)) {
      longestWaiting(connection).orElse(connection).close();
    }
  }

  /** Notes that a connection is closed; more than once does no harm. */
  void closed(PeekableEndPoint connection) {
    if (connections.remove(connection) != null) {
      peers.computeIfPresent(connection.peer(), (peer, n) -> n == 1 ? null : n - 1);
    }
  }

  /** Notes that the head of a request is complete. */
  void handled(PeekableEndPoint connection) {
    long now = clock.nanos();
    connections.computeIfPresent(connection, (c, before) -> before.handled(now));
  }

  /** Notes that the answer to a request is a stream, which has no limit of time. */
  void streaming(PeekableEndPoint connection) {
    long now = clock.nanos();
    connections.computeIfPresent(connection, (c, before) -> before.streaming(now));
  }

  /** Notes that an answer is complete; what arrives from now on is the next request. */
  void answered(PeekableEndPoint connection) {
    ConnectionState idle = ConnectionState.idle(connection.bytesIn(), clock.nanos());
    connections.computeIfPresent(connection, (c, before) -> idle);
  }

  /** Looks at each connection once. */
  void look() {
    long now = clock.nanos();
    boolean full = connections.size() >= maxConnections;
    for (PeekableEndPoint connection : connections.keySet()) {
      ConnectionState state =
          connections.computeIfPresent(connection, (c, before) -> before.seen(c.bytesIn(), now));
      if (state != null && now - state.since() > limitNanos(state.phase(), full)) {
        connection.close();
      }
    }
  }

  private long limitNanos(ConnectionState.Phase phase, boolean full) {
    return switch (phase) {
      case SILENT -> full ? WHEN_FULL_NANOS : HEAD.toNanos();
      case IDLE -> full ? WHEN_FULL_NANOS : Long.MAX_VALUE;
      case HEAD -> full ? Math.min(WHEN_FULL_NANOS, headNanos) : headNanos;
      case REQUEST -> requestNanos;
      case STREAM -> Long.MAX_VALUE;
    };
  }

  private Optional<PeekableEndPoint> longestWaiting(PeekableEndPoint newcomer) {
    return connections.entrySet().stream()
        .filter(each -> each.getKey() != newcomer)
        .filter(each -> each.getKey().peer().equals(newcomer.peer()))
        .filter(each -> each.getValue().isWaiting())
        .min(Comparator.comparingLong(each -> each.getValue().since() - clock.nanos()))
        .map(Map.Entry::getKey);
  }
}
