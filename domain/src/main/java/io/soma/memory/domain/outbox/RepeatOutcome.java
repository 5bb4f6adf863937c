package io.soma.memory.domain.outbox;

import io.soma.memory.domain.write.Delivery;

/**
 * What a write is that comes under a key that its caller named before.
 *
 * @param known the earlier write
 * @param difference of another write, what differs, as a sentence for people; else empty
 */
public record RepeatOutcome(Kind kind, KnownWrite known, String difference) {

  /** What a write is to the one that is known under its key. */
  public enum Kind {
    /** The same write, which is on its way. */
    STILL_QUEUED,
    /** The same write, which took effect. */
    ALREADY_STORED,
    /** The same write, which took effect and was followed by a newer one of its address. */
    ALREADY_SUPERSEDED,
    /** The same write, which failed and waits for an operator. */
    ALREADY_FAILED,
    /** Another write. */
    KEY_REUSED
  }

  /** Judges a write by what is known under its named key. */
  public static RepeatOutcome of(Delivery write, KnownWrite known) {
    return known.isSameContent(write)
        ? new RepeatOutcome(kindOf(known.standing()), known, "")
        : new RepeatOutcome(Kind.KEY_REUSED, known, difference(write, known));
  }

  private static Kind kindOf(EventStanding standing) {
    if (standing.isUnconfirmed()) {
      return Kind.STILL_QUEUED;
    }
    if (!standing.confirmed()) {
      return Kind.ALREADY_FAILED;
    }
    return standing.overtaken() ? Kind.ALREADY_SUPERSEDED : Kind.ALREADY_STORED;
  }

  private static String difference(Delivery write, KnownWrite known) {
    if (known.operation() != write.operation()) {
      return "the first write is a "
          + known.operation().topic()
          + ", this one is a "
          + write.operation().topic();
    }
    if (!known.coordinate().equals(write.coordinate())) {
      return "the first write is to "
          + known.coordinate()
          + ", this one is to "
          + write.coordinate();
    }
    return "the content differs";
  }
}
