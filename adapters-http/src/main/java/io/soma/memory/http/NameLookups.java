package io.soma.memory.http;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Looks names up on threads of its own, so that a caller waits no longer than its call may take: a
 * lookup of the JDK cannot be ended from outside. Callers of one name share one lookup. While it
 * hangs or fails, they get the addresses that the name had last. Safe for many threads.
 */
final class NameLookups implements Dns, AutoCloseable {

  /**
   * For how long the last known addresses are used. A restart of a cluster's name service takes
   * seconds to minutes. After a longer outage an address may belong to another program, which would
   * be sent the token.
   */
  static final Duration KEPT = Duration.ofMinutes(10);

  /**
   * How long a lookup may take before the last known addresses are used. One that is well takes
   * milliseconds; the shortest calls of our own, those of health, last 2 s.
   */
  static final Duration PATIENCE = Duration.ofMillis(500);

  /** A lookup of this age is reported; after so long, resolvers ask the next server. */
  private static final Duration HANGS = Duration.ofSeconds(5);

  private static final Logger LOG = Logs.of(NameLookups.class);

  private final Dns nameService;
  private final ExecutorService threads;
  private final Supplier<Duration> timeLeft;
  private final MonotonicClock clock;
  private final Map<String, KnownName> names = new HashMap<>();

  /**
   * Lookups by a name service.
   *
   * @param threads shut down with this
   * @param timeLeft how long the calling thread may take
   */
  NameLookups(
      Dns nameService, ExecutorService threads, Supplier<Duration> timeLeft, MonotonicClock clock) {
    this.nameService = nameService;
    this.threads = threads;
    this.timeLeft = timeLeft;
    this.clock = clock;
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    NameLookup lookup = underWay(name);
    List<InetAddress> last = lastKnown(name);
    Duration left = timeLeft.get();
    try {
      return lookup.await(last.isEmpty() ? left : patience(lookup, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name + ": interrupted while it was looked up");
    } catch (TimeoutException e) {
      return instead(name, lookup, last, null);
    } catch (ExecutionException e) {
      return instead(name, lookup, last, e.getCause());
    }
  }

  // A call with little time left keeps half of it.
  private Duration patience(NameLookup lookup, Duration left) {
    Duration wait = PATIENCE.minus(lookup.age(clock.nanos()));
    Duration half = left.dividedBy(2);
    return wait.compareTo(half) < 0 ? wait : half;
  }

  private synchronized NameLookup underWay(String name) {
    KnownName known = known(name);
    NameLookup before = known.underWay();
    if (before != null) {
      return before;
    }
    NameLookup lookup = new NameLookup(clock.nanos());
    known.begin(lookup);
    try {
      threads.execute(() -> run(name, lookup));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Closed, or the system gives no thread.
      failed(name, lookup, e);
    }
    return lookup;
  }

  private KnownName known(String name) {
    KnownName before = names.get(name);
    if (before != null) {
      return before;
    }
    // The host's interceptors may choose any number of names.
    long now = clock.nanos();
    names.values().removeIf(each -> each.isOver(now, KEPT));
    KnownName known = new KnownName();
    names.put(name, known);
    return known;
  }

  private synchronized List<InetAddress> lastKnown(String name) {
    return known(name).addresses(clock.nanos(), KEPT);
  }

  private void run(String name, NameLookup lookup) {
    try {
      List<InetAddress> found = List.copyOf(nameService.lookup(name));
      if (found.isEmpty()) {
        throw new UnknownHostException(name + ": the name service knows no address");
      }
      found(name, lookup, found);
    } catch (Throwable e) {
      failed(name, lookup, e);
    }
  }

  private synchronized void found(String name, NameLookup lookup, List<InetAddress> found) {
    KnownName known = known(name);
    known.found(found, clock.nanos());
    lookup.succeed(found);
    if (known.report(false)) {
      LOG.info("the name service tells the address of {} again", name);
    }
  }

  private synchronized void failed(String name, NameLookup lookup, Throwable reason) {
    known(name).failed();
    lookup.fail(reason);
    CaughtErrors.handOn(reason);
  }

  private List<InetAddress> instead(
      String name, NameLookup lookup, List<InetAddress> last, @Nullable Throwable failure)
      throws UnknownHostException {
    UnknownHostException reason = reason(name, failure);
    if (last.isEmpty() || threads.isShutdown()) {
      throw reason;
    }
    // A lookup that is only slow now and then would be two lines each time.
    if (failure != null || lookup.age(clock.nanos()).compareTo(HANGS) >= 0) {
      report(name, reason);
    }
    return last;
  }

  private synchronized void report(String name, UnknownHostException reason) {
    if (known(name).report(true)) {
      LOG.warn(
          "the name service does not tell the address of {}, which is taken to be as before for {}"
              + " min at most: {}",
          name,
          KEPT.toMinutes(),
          reason.getMessage());
    }
  }

  // One of its own for each caller, as OkHttp adds to it.
  private static UnknownHostException reason(String name, @Nullable Throwable failure) {
    if (failure == null) {
      return new UnknownHostException(name + ": the name service has not answered in time");
    }
    UnknownHostException reason =
        new UnknownHostException(
            failure instanceof UnknownHostException
                ? failure.getMessage()
                : name + ": " + failure.getClass().getSimpleName());
    reason.initCause(failure);
    return reason;
  }

  /** Ends every wait. A lookup that hangs keeps its thread until it ends by itself. */
  @Override
  public void close() {
    List<Runnable> unused = threads.shutdownNow();
    synchronized (this) {
      UnknownHostException closed = new UnknownHostException("closed before the name was found");
      for (KnownName each : names.values()) {
        NameLookup lookup = each.underWay();
        if (lookup != null) {
          lookup.fail(closed);
        }
      }
    }
  }
}
