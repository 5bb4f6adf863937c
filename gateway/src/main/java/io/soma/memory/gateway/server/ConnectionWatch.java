package io.soma.memory.gateway.server;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections on which a request takes too long in all: Jetty's idle time begins anew with
 * every byte, so that a client that drips one now and then would stay for ever. Where every
 * connection is taken, idle ones make room sooner. Safe for many threads.
 */
final class ConnectionWatch implements Connection.Listener {

  /** Long enough for a client that is just sending its next request. */
  private static final long IDLE_WHEN_FULL_NANOS = Duration.ofSeconds(2).toNanos();

  private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();
  private final MonotonicClock clock;
  private final int maxConnections;
  private final long limitNanos;

  ConnectionWatch(MonotonicClock clock, int maxConnections, Duration limit) {
    this.clock = clock;
    this.maxConnections = maxConnections;
    this.limitNanos = limit.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new Seen(0, false, clock.nanos()));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  /** Notes that an answer is complete; what arrives from now on is the next request. */
  void answered(Connection connection) {
    Seen idle = new Seen(connection.getBytesIn(), false, clock.nanos());
    connections.computeIfPresent(connection, (c, before) -> idle);
  }

  /** Looks at each connection once. */
  void look() {
    long now = clock.nanos();
    long idleNanos = connections.size() >= maxConnections ? IDLE_WHEN_FULL_NANOS : Long.MAX_VALUE;
    for (Connection connection : connections.keySet()) {
      Seen seen = connections.computeIfPresent(connection, (c, before) -> before.next(c, now));
      if (seen != null && now - seen.since > (seen.busy ? limitNanos : idleNanos)) {
        connection.getEndPoint().close();
      }
    }
  }

  /**
   * What was seen of one connection.
   *
   * @param bytes how many had arrived when the last answer was complete
   * @param busy whether a request has begun since, be it with one byte
   * @param since when that was first seen
   */
  private record Seen(long bytes, boolean busy, long since) {

    Seen next(Connection connection, long now) {
      return busy || connection.getBytesIn() == bytes ? this : new Seen(bytes, true, now);
    }
  }
}
