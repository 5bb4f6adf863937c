package io.soma.memory.domain.outbox;

import io.soma.memory.domain.write.Delivery;
import java.util.function.Function;

/** What a write is that comes under a key that its caller named before. */
public sealed interface RepeatOutcome {

  /** The result of the function for this outcome. */
  <T> T fold(
      Function<? super StillQueued, ? extends T> stillQueued,
      Function<? super AlreadyStored, ? extends T> alreadyStored,
      Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
      Function<? super AlreadyFailed, ? extends T> alreadyFailed,
      Function<? super KeyReused, ? extends T> keyReused);

  /** The same write, which is on its way. */
  record StillQueued(KnownWrite known) implements RepeatOutcome {
    @Override
    public <T> T fold(
        Function<? super StillQueued, ? extends T> stillQueued,
        Function<? super AlreadyStored, ? extends T> alreadyStored,
        Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
        Function<? super AlreadyFailed, ? extends T> alreadyFailed,
        Function<? super KeyReused, ? extends T> keyReused) {
      return stillQueued.apply(this);
    }
  }

  /** The same write, which took effect. */
  record AlreadyStored(KnownWrite known) implements RepeatOutcome {
    @Override
    public <T> T fold(
        Function<? super StillQueued, ? extends T> stillQueued,
        Function<? super AlreadyStored, ? extends T> alreadyStored,
        Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
        Function<? super AlreadyFailed, ? extends T> alreadyFailed,
        Function<? super KeyReused, ? extends T> keyReused) {
      return alreadyStored.apply(this);
    }
  }

  /** The same write, which took effect and was followed by a newer one of its address. */
  record AlreadySuperseded(KnownWrite known) implements RepeatOutcome {
    @Override
    public <T> T fold(
        Function<? super StillQueued, ? extends T> stillQueued,
        Function<? super AlreadyStored, ? extends T> alreadyStored,
        Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
        Function<? super AlreadyFailed, ? extends T> alreadyFailed,
        Function<? super KeyReused, ? extends T> keyReused) {
      return alreadySuperseded.apply(this);
    }
  }

  /** The same write, which failed and waits for an operator. */
  record AlreadyFailed(KnownWrite known) implements RepeatOutcome {
    @Override
    public <T> T fold(
        Function<? super StillQueued, ? extends T> stillQueued,
        Function<? super AlreadyStored, ? extends T> alreadyStored,
        Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
        Function<? super AlreadyFailed, ? extends T> alreadyFailed,
        Function<? super KeyReused, ? extends T> keyReused) {
      return alreadyFailed.apply(this);
    }
  }

  /**
   * Another write.
   *
   * @param difference what differs, as a sentence for people
   */
  record KeyReused(KnownWrite known, String difference) implements RepeatOutcome {
    @Override
    public <T> T fold(
        Function<? super StillQueued, ? extends T> stillQueued,
        Function<? super AlreadyStored, ? extends T> alreadyStored,
        Function<? super AlreadySuperseded, ? extends T> alreadySuperseded,
        Function<? super AlreadyFailed, ? extends T> alreadyFailed,
        Function<? super KeyReused, ? extends T> keyReused) {
      return keyReused.apply(this);
    }
  }

  /** Judges a write by what is known under its named key. */
  static RepeatOutcome of(Delivery write, KnownWrite known) {
    if (!known.isSameContent(write)) {
      return new KeyReused(known, difference(write, known));
    }
    EventStanding standing = known.standing();
    if (standing.isUnconfirmed()) {
      return new StillQueued(known);
    }
    if (!standing.confirmed()) {
      return new AlreadyFailed(known);
    }
    return standing.overtaken() ? new AlreadySuperseded(known) : new AlreadyStored(known);
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
