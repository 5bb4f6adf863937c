package io.soma.memory.domain.outbox;

import io.soma.memory.domain.write.Delivery;

/**
 * How a write relates to an earlier one for which its caller named the same key.
 *
 * @param known the earlier write
 * @param difference for a different write, the difference as a sentence for people; else empty
 */
public record RepeatOutcome(Kind kind, KnownWrite known, String difference) {

  /** How a write relates to the known write with the same key. */
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

  /** Compares a write with the known write that has the same named key. */
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
    if (!known.topic().equals(write.operation().topic())) {
      return "the first write is a "
          + known.topic()
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
