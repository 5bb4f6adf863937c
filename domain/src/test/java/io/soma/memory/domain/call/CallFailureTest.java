package io.soma.memory.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.routing.QueueReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFailureTest {

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED, UNAUTHORIZED",
    "THROTTLED, THROTTLED",
    "SERVER_ERROR, UNAVAILABLE",
    "NO_ANSWER, UNAVAILABLE",
    "UNCONFIRMED, UNAVAILABLE",
    "NOT_THE_SERVICE, UNAVAILABLE",
    "OVER_OUR_LIMITS, UNAVAILABLE",
    "UNKNOWN, UNAVAILABLE"
  })
  void saysWhyTheWriteIsQueued(FailureClass kind, QueueReason reason) {
    CallFailure failure = CallFailure.of(kind, "1", "why");

    assertThat(failure.queueReason()).isEqualTo(reason);
    assertThat(failure.mayPassAtOnce()).isEqualTo(reason == QueueReason.UNAVAILABLE);
  }

  @Test
  void boundsThePause() {
    assertThat(CallFailure.tooManyCalls("429", Duration.ofDays(1), "").pause())
        .isEqualTo(CallFailure.MAX_PAUSE);
    assertThat(CallFailure.overloaded("503", Duration.ofSeconds(-1), "").pause())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void keepsTheFirstWordsOnly() {
    String words = "x".repeat(FailureReason.MAX_WORDS - 1) + "\uD83D\uDE00 and more";

    assertThat(CallFailure.noAnswer(words).reason().words())
        .isEqualTo("x".repeat(FailureReason.MAX_WORDS - 1));
  }
}
