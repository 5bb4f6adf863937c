package io.soma.memory.domain.routing;

import io.soma.memory.domain.breaker.CallOutcome;
import java.time.Duration;

/** What an answer means for the write, the tenant and its circuit. */
public sealed interface Verdict {

  /** What the answer says about the circuit. */
  CallOutcome outcome();

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
  }

  /** This very input is wrong, and will be for ever. */
  record Refused(int status, String detail) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.IGNORED;
    }
  }

  /** Our credential is broken, not the write. */
  record Unauthorized(String detail) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.FAILURE;
    }
  }

  /** The service asks for a pause; only a 503 says that the service is ill. */
  record Throttled(int status, Duration pause, String detail) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return status == 429 ? CallOutcome.IGNORED : CallOutcome.FAILURE;
    }
  }

  /** Nothing was confirmed; trying again may help. */
  record Unavailable(String detail) implements Verdict {
    @Override
    public CallOutcome outcome() {
      return CallOutcome.FAILURE;
    }
  }
}
