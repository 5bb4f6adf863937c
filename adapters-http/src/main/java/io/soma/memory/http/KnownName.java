package io.soma.memory.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one name. Its user guards it. */
final class KnownName {

  private List<InetAddress> addresses = List.of();
  private long foundAt;
  private @Nullable NameLookup underWay;
  private boolean reported;

  @Nullable NameLookup underWay() {
    return underWay;
  }

  void begin(NameLookup lookup) {
    underWay = lookup;
  }

  /** Its lookup found these addresses, which take the place of those before. */
  void found(List<InetAddress> found, long now) {
    addresses = found;
    foundAt = now;
    underWay = null;
  }

  /** Its lookup found nothing. */
  void failed() {
    underWay = null;
  }

  /** The addresses that it had last, if that is not longer ago; else none. */
  List<InetAddress> addresses(long now, Duration kept) {
    return now - foundAt > kept.toNanos() ? List.of() : addresses;
  }

  /** Whether it can be forgotten. */
  boolean isOver(long now, Duration kept) {
    return underWay == null && addresses(now, kept).isEmpty();
  }

  /**
   * Notes whether its outage is told.
   *
   * @return whether that is new
   */
  boolean report(boolean outage) {
    boolean isNew = reported != outage;
    reported = outage;
    return isNew;
  }
}
