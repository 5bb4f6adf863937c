package io.soma.memory.domain.routing;

import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Source;
import io.soma.memory.domain.routing.Verdict.Refused;
import io.soma.memory.domain.routing.Verdict.Stored;
import io.soma.memory.domain.routing.Verdict.Throttled;
import io.soma.memory.domain.routing.Verdict.Unauthorized;
import io.soma.memory.domain.routing.Verdict.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What each answer of the memory service means, as one pure function. */
public final class AnswerTable {

  /** The longest pause that a tenant's HTTP takes on the service's word. */
  public static final Duration MAX_PAUSE = Duration.ofMinutes(5);

  /** The pause where a 429 names none. */
  public static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

  private AnswerTable() {}

  /** Judges an answer. */
  public static Verdict judge(Answer answer) {
    return answer.fold(AnswerTable::judge, unanswered -> new Unavailable(unanswered.detail()));
  }

  private static Verdict judge(Answered answered) {
    int status = answered.status();
    return switch (status) {
      case 401 -> new Unauthorized(answered.detail());
      case 429 -> new Throttled(status, pause(answered.retryAfter()), answered.detail());
      case 408, 425 -> unavailable(answered);
      case 503 ->
          answered.retryAfter() == null
              ? unavailable(answered)
              : new Throttled(status, pause(answered.retryAfter()), answered.detail());
      default -> judgeByClass(answered);
    };
  }

  private static Verdict judgeByClass(Answered answered) {
    return switch (answered.status() / 100) {
      case 2 -> answered.confirmed() ? new Stored(answered.absent()) : unavailable(answered);
      case 4 ->
          answered.source() == Source.THE_SERVICE
              ? new Refused(answered.status(), answered.detail())
              : unavailable(answered);
      default -> unavailable(answered);
    };
  }

  private static Unavailable unavailable(Answered answered) {
    // An error is an error, however long.
    boolean ofOurLimits =
        answered.source() == Source.OVER_OUR_LIMITS && answered.status() / 100 == 2;
    return new Unavailable(answered.status(), answered.detail(), ofOurLimits);
  }

  private static Duration pause(@Nullable Duration retryAfter) {
    if (retryAfter == null) {
      return DEFAULT_PAUSE;
    }
    if (retryAfter.isNegative()) {
      return Duration.ZERO;
    }
    return retryAfter.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : retryAfter;
  }
}
