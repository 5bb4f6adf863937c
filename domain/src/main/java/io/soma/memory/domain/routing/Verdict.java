package io.soma.memory.domain.routing;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import java.time.Duration;
import java.util.function.Function;

/** What an answer means for the write, the tenant and its circuit. */
public sealed interface Verdict {

  /** The result of the function for this kind of verdict. */
  <T> T fold(
      Function<? super Stored, ? extends T> stored,
      Function<? super Refused, ? extends T> refused,
      Function<? super Failed, ? extends T> failed);

  /** What the answer says about the circuit. */
  CallOutcome outcome();

  /** Why the call failed, where it did. */
  default FailureReason reason() {
    return FailureReason.UNKNOWN;
  }

  /** What the answer means, as a sentence for people. */
  default String describe() {
    return reason().describe();
  }

  /** Nothing was confirmed, and it is not the write's fault: it may be tried again later. */
  sealed interface Failed extends Verdict {

    /** Why the write goes to the outbox. */
    QueueReason queueReason();

    @Override
    default <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Refused, ? extends T> refused,
        Function<? super Failed, ? extends T> failed) {
      return failed.apply(this);
    }
  }

  /**
   * The memory service confirmed it.
   *
   * @param absent whether it says that what was to be deleted was not there
   */
  record Stored(boolean absent) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.SUCCESS;
    }

    @Override
    public String describe() {
      return "the memory service confirms it";
    }

    @Override
    public <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Refused, ? extends T> refused,
        Function<? super Failed, ? extends T> failed) {
      return stored.apply(this);
    }
  }

  /** This very input is wrong, and will be for ever. */
  record Refused(int status, String detail) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.IGNORED;
    }

    @Override
    public String describe() {
      return "the memory service refuses it with " + status + ": " + detail;
    }

    @Override
    public <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Refused, ? extends T> refused,
        Function<? super Failed, ? extends T> failed) {
      return refused.apply(this);
    }
  }

  /** Our credential is broken, not the write. */
  record Unauthorized(String detail) implements Failed {
    @Override
    public QueueReason queueReason() {
      return QueueReason.UNAUTHORIZED;
    }

    @Override
    public CallOutcome outcome() {
      return CallOutcome.FAILURE;
    }

    @Override
    public FailureReason reason() {
      return new FailureReason(FailureClass.UNAUTHORIZED, 401, detail);
    }
  }

  /** The service asks for a pause; only a 503 says that the service is ill. */
  record Throttled(int status, Duration pause, String detail) implements Failed {
    @Override
    public QueueReason queueReason() {
      return QueueReason.THROTTLED;
    }

    @Override
    public CallOutcome outcome() {
      return status == 429 ? CallOutcome.IGNORED : CallOutcome.FAILURE;
    }

    @Override
    public FailureReason reason() {
      return new FailureReason(FailureClass.THROTTLED, status, detail);
    }
  }

  /**
   * Nothing was confirmed; trying again may help.
   *
   * @param status of the answer; 0 where no answer came
   * @param said what was said, short and free of secrets
   * @param ofOurLimits whether the answer is good as far as it was read, and over our own limits
   */
  record Unavailable(int status, String said, boolean ofOurLimits) implements Failed {

    /** Without an answer. */
    public Unavailable(String said) {
      this(0, said, false);
    }

    @Override
    public QueueReason queueReason() {
      return QueueReason.UNAVAILABLE;
    }

    /** The status, where there is one, and what was said. */
    public String detail() {
      return status == 0 ? said : "status " + status + ": " + said;
    }

    @Override
    public CallOutcome outcome() {
      return ofOurLimits ? CallOutcome.IGNORED : CallOutcome.FAILURE;
    }

    @Override
    public FailureReason reason() {
      return new FailureReason(kind(), status, said);
    }

    @Override
    public String describe() {
      return ofOurLimits ? "the answer is over our own limits: " + said : reason().describe();
    }

    private FailureClass kind() {
      return switch (status / 100) {
        case 0 -> FailureClass.NO_ANSWER;
        case 2 -> FailureClass.UNCONFIRMED;
        case 3 -> FailureClass.NOT_THE_SERVICE;
        case 4 ->
            status == 408 || status == 425
                ? FailureClass.SERVER_ERROR
                : FailureClass.NOT_THE_SERVICE;
        default -> FailureClass.SERVER_ERROR;
      };
    }
  }
}
