package io.soma.memory.http;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The memory service's answer, before it is judged. */
sealed interface UnjudgedAnswer {

  /** The result of the function for this kind of answer. */
  <T> T fold(
      Function<? super Answered, ? extends T> answered,
      Function<? super Unanswered, ? extends T> unanswered);

  /** Whether it says that the memory to be deleted was not there. */
  default boolean isOfAbsentMemory() {
    return fold(Answered::absent, unanswered -> false);
  }

  /**
   * An HTTP answer.
   *
   * @param confirmed whether its bounded JSON body confirms the requested change
   * @param retryAfter how long the service asks us to wait, where it says so
   * @param detail the service's text, short and without secrets
   * @param absent whether the body says that the memory to delete was not there
   * @param source the known origin of the answer
   */
  record Answered(
      int status,
      boolean confirmed,
      @Nullable Duration retryAfter,
      String detail,
      boolean absent,
      Source source)
      implements UnjudgedAnswer {

    /** Of the memory service itself. */
    Answered(
        int status,
        boolean confirmed,
        @Nullable Duration retryAfter,
        String detail,
        boolean absent) {
      this(status, confirmed, retryAfter, detail, absent, Source.THE_SERVICE);
    }

    /** Of anything but a deletion in vain. */
    Answered(int status, boolean confirmed, @Nullable Duration retryAfter, String detail) {
      this(status, confirmed, retryAfter, detail, false);
    }

    @Override
    public <T> T fold(
        Function<? super Answered, ? extends T> answered,
        Function<? super Unanswered, ? extends T> unanswered) {
      return answered.apply(this);
    }
  }

  /** The known origin of an answer. */
  enum Source {
    /** The memory service: it has the shape of its answers. */
    THE_SERVICE,
    /** A proxy or another server in front of it: the answer has another shape. */
    SOMETHING_ELSE,
    /** The memory service, but the answer is over our own limits and was not read. */
    OVER_OUR_LIMITS
  }

  /**
   * No answer: not connected, timed out, or broken off; the write may have taken effect.
   *
   * @param detail the failure, short and without secrets
   */
  record Unanswered(String detail) implements UnjudgedAnswer {
    @Override
    public <T> T fold(
        Function<? super Answered, ? extends T> answered,
        Function<? super Unanswered, ? extends T> unanswered) {
      return unanswered.apply(this);
    }
  }
}
