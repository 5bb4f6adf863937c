package io.soma.memory.gateway.admin;

import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.gateway.server.EventStream;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /admin/live}: what the console shows, as server-sent events. One look serves all
 * streams, so that ten pages cost the database what one costs; without streams there is none. A
 * part is sent where it has changed; after each look comes {@code seen}, which says what could not
 * be read. Safe for many threads.
 */
final class LiveFeed implements AutoCloseable {

  /** Half of the connections of the listener, so that orders always find one. */
  static final int MAX_STREAMS = 16;

  private static final String SEEN = "seen";
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  /** A look that takes long is followed by a pause that is so many times longer. */
  private static final int PAUSES_PER_LOOK = 4;

  private final List<LivePart> parts;
  private final MonotonicClock clock;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /** By the last look; empty where there was none since the first stream began. */
  private volatile Map<String, byte[]> frames = Map.of();

  private volatile long nextLook;
  private volatile boolean somethingChanged;
  private volatile boolean closed;
  private long looks;

  /**
   * Without streams.
   *
   * @param parts are looked at in this order; where PostgreSQL does not answer one, those behind it
   *     wait for the next look
   */
  LiveFeed(List<LivePart> parts, MonotonicClock clock) {
    this.parts = List.copyOf(parts);
    this.clock = clock;
  }

  Route route(AdminDoor door) {
    return new Route("GET", "/admin/live", door.get((call, body) -> reply()));
  }

  /** A stream, or 503 where there are too many. */
  Reply reply() {
    return isFull()
        ? Reply.error(503, "no further live stream: " + MAX_STREAMS + " at most")
            .with("Retry-After", "30")
        : Reply.events(this::attach);
  }

  /** Has the next turn look, as an order may have changed something. */
  void lookSoon() {
    somethingChanged = true;
  }

  /** Looks where it is time to and somebody reads; to be called several times a second. */
  void turn() {
    streams.removeIf(EventStream::isOver);
    if (streams.isEmpty()) {
      frames = Map.of();
    } else if (frames.isEmpty() || somethingChanged || clock.nanos() - nextLook >= 0) {
      somethingChanged = false;
      look();
    }
  }

  /** Shows each reader that its stream goes on, and ends those without a reader; every second. */
  void beat() {
    streams.forEach(EventStream::beat);
  }

  /** Ends every stream at once, and takes no more. */
  @Override
  public void close() {
    synchronized (streams) {
      closed = true;
    }
    streams.forEach(EventStream::end);
    streams.clear();
  }

  private boolean isFull() {
    return closed || streams.size() >= MAX_STREAMS;
  }

  private void attach(EventStream stream) {
    boolean isLate;
    synchronized (streams) {
      isLate = isFull();
      if (!isLate) {
        streams.add(stream);
      }
    }
    if (isLate) {
      stream.end();
    } else {
      frames.forEach(stream::send);
    }
  }

  private void look() {
    long began = clock.nanos();
    Map<String, byte[]> seen = new LinkedHashMap<>(frames);
    // It comes last, also behind a part that is seen for the first time.
    seen.remove(SEEN);
    String problem = null;
    RuntimeException unexpected = null;
    try {
      parts.forEach(part -> keep(seen, part.name(), part.json().get()));
    } catch (OutboxUnavailableException e) {
      problem = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      // Readers must not take old figures for new ones.
      problem = "the look failed, as the log says";
      unexpected = e;
    }
    keep(seen, SEEN, seen(problem));
    frames = seen;
    streams.forEach(stream -> seen.forEach(stream::send));
    long now = clock.nanos();
    nextLook = now + Math.max(EVERY_NANOS, PAUSES_PER_LOOK * (now - began));
    if (unexpected != null) {
      throw unexpected;
    }
  }

  // Streams tell by the array whether they have sent it.
  private static void keep(Map<String, byte[]> seen, String name, byte[] json) {
    byte[] frame = EventStream.frame(name, json);
    if (!Arrays.equals(seen.get(name), frame)) {
      seen.put(name, frame);
    }
  }

  private byte[] seen(@Nullable String problem) {
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    seen.put("looks", ++looks);
    seen.put("problem", problem);
    return JsonOutput.of(seen);
  }
}
