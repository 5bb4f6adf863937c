package io.soma.memory.ports.driven;

import java.time.Duration;
import java.util.function.Function;

/** How far a transport came with the events that it was given. */
public sealed interface Published {

  /** How many events, from the first on, are acknowledged. */
  int acknowledged();

  /** The result of the function for how far it came. */
  <T> T fold(
      Function<? super All, ? extends T> all,
      Function<? super Interrupted, ? extends T> interrupted,
      Function<? super Refused, ? extends T> refused);

  /** Every event is acknowledged. */
  record All(int acknowledged) implements Published {
    @Override
    public <T> T fold(
        Function<? super All, ? extends T> all,
        Function<? super Interrupted, ? extends T> interrupted,
        Function<? super Refused, ? extends T> refused) {
      return all.apply(this);
    }
  }

  /**
   * The transport cannot take more now; offer the rest again. The rest has spent no attempt.
   *
   * @param detail why, short and free of secrets. If nothing is acknowledged, operators read it in
   *     the log, in {@code soma outbox show} and in the console, until events are taken again. Not
   *     so for a transport that settles events: there the circuit and the event tell
   * @param pause how long to wait, at least, before offering the rest; longer and longer where call
   *     after call takes nothing
   */
  record Interrupted(int acknowledged, String detail, Duration pause) implements Published {
    @Override
    public <T> T fold(
        Function<? super All, ? extends T> all,
        Function<? super Interrupted, ? extends T> interrupted,
        Function<? super Refused, ? extends T> refused) {
      return interrupted.apply(this);
    }
  }

  /**
   * The transport will never take the event behind the acknowledged ones.
   *
   * @param detail why, short and free of secrets; it becomes the last error of the event
   */
  record Refused(int acknowledged, String detail) implements Published {
    @Override
    public <T> T fold(
        Function<? super All, ? extends T> all,
        Function<? super Interrupted, ? extends T> interrupted,
        Function<? super Refused, ? extends T> refused) {
      return refused.apply(this);
    }
  }
}
