package io.soma.memory.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Source;
import io.soma.memory.domain.routing.Answer.Unanswered;
import io.soma.memory.domain.routing.Verdict.Refused;
import io.soma.memory.domain.routing.Verdict.Stored;
import io.soma.memory.domain.routing.Verdict.Throttled;
import io.soma.memory.domain.routing.Verdict.Unauthorized;
import io.soma.memory.domain.routing.Verdict.Unavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTableTest {

  private static final List<@Nullable Duration> RETRY_AFTERS =
      Arrays.asList(
          null,
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofNanos(-1),
          Duration.ZERO,
          Duration.ofSeconds(7),
          Duration.ofSeconds(300),
          Duration.ofSeconds(300, 1),
          Duration.ofSeconds(99_999_999_999L),
          Duration.ofSeconds(Long.MAX_VALUE));

  static IntStream everyStatus() {
    return IntStream.rangeClosed(100, 599);
  }

  @ParameterizedTest
  @MethodSource("everyStatus")
  void everyStatusFallsIntoOneRowOfTheTable(int status) {
    for (Duration retryAfter : RETRY_AFTERS) {
      for (boolean confirmed : new boolean[] {false, true}) {
        assertThat(AnswerTable.judge(new Answered(status, confirmed, retryAfter, "the detail")))
            .isInstanceOf(row(status, confirmed, retryAfter != null));
      }
    }
  }

  // The table once more, as ranges instead of a switch.
  private static Class<? extends Verdict> row(int status, boolean confirmed, boolean retryAfter) {
    if (status == 401) {
      return Unauthorized.class;
    }
    if (status == 429 || (status == 503 && retryAfter)) {
      return Throttled.class;
    }
    if (status >= 400 && status <= 499 && status != 408 && status != 425) {
      return Refused.class;
    }
    return status >= 200 && status <= 299 && confirmed ? Stored.class : Unavailable.class;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void onlyAConfirmedSuccessIsStored(int status) {
    assertThat(judge(status, true)).isEqualTo(new Stored(false));
    assertThat(judge(status, false)).isEqualTo(new Unavailable(status, "why", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 426, 431, 499})
  void wrongInputIsRefusedAndNoFailureOfTheCircuit(int status) {
    assertThat(judge(status, true)).isEqualTo(new Refused(status, "why"));
    assertThat(judge(status, false).outcome()).isEqualTo(CallOutcome.IGNORED);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 301, 302, 303, 304, 307, 308, 408, 425, 500, 501, 502, 503, 504})
  void whatConfirmsNothingIsAFailureThatMayPass(int status) {
    assertThat(judge(status, true)).isEqualTo(new Unavailable(status, "why", false));
    assertThat(judge(status, true).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 431, 499})
  void refusalsOfSomethingInFrontOfTheServiceAreFailuresThatMayPass(int status) {
    Answered answer = new Answered(status, false, null, "nginx", false, Source.SOMETHING_ELSE);
    assertThat(AnswerTable.judge(answer)).isEqualTo(new Unavailable(status, "nginx", false));
    assertThat(AnswerTable.judge(answer).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @Test
  void anAnswerOverOurOwnLimitsConfirmsNothingAndIsNoFailure() {
    Answered answer = new Answered(200, false, null, "over 8 MiB", false, Source.OVER_OUR_LIMITS);
    assertThat(AnswerTable.judge(answer)).isEqualTo(new Unavailable(200, "over 8 MiB", true));
    assertThat(AnswerTable.judge(answer).outcome()).isEqualTo(CallOutcome.IGNORED);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 503})
  void anErrorIsAFailureHoweverLong(int status) {
    Answered answer =
        new Answered(status, false, null, "over 8 MiB", false, Source.OVER_OUR_LIMITS);
    assertThat(AnswerTable.judge(answer).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "401, the memory service refuses our token (401): why",
    "503, the memory service answers 503: why",
    "408, the memory service answers 408: why",
    "200, the memory service answers 200 and confirms nothing: why",
    "302, something in front of the memory service answers 302 in its place: why",
    "422, the memory service refuses it with 422: why",
    "429, the memory service asks for a pause (429): why"
  })
  void eachVerdictIsSaidInPlainWords(int status, String words) {
    assertThat(judge(status, false).describe()).isEqualTo(words);
  }

  @Test
  void noAnswerIsSaidInPlainWords() {
    assertThat(AnswerTable.judge(new Unanswered("no answer within 8000 ms")).describe())
        .isEqualTo("the memory service does not answer: no answer within 8000 ms");
  }

  @Test
  void theReasonKeepsItsFirstWordsOnly() {
    String words = "x".repeat(FailureReason.MAX_WORDS - 1) + "\uD83D\uDE00 and more";
    assertThat(new Unavailable(words).reason().words())
        .isEqualTo("x".repeat(FailureReason.MAX_WORDS - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -401, -1, 0, 99, 600, 999, 2001, Integer.MAX_VALUE})
  void aStatusOutsideHttpConfirmsNothing(int status) {
    assertThat(judge(status, true)).isInstanceOf(Unavailable.class);
  }

  @Test
  void aBrokenCredentialIsAFailureWithAVerdictOfItsOwn() {
    assertThat(judge(401, false)).isEqualTo(new Unauthorized("why"));
    assertThat(judge(401, false).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @Test
  void noAnswerIsAFailureThatMayPass() {
    Verdict verdict = AnswerTable.judge(new Unanswered("timed out"));
    assertThat(verdict).isEqualTo(new Unavailable("timed out"));
    assertThat(verdict.outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-0.000000001S, PT0S", "PT-2562047788015215H, PT0S", "PT0S, PT0S", "PT0.5S, PT0.5S",
    "PT7S, PT7S", "PT5M, PT5M", "PT5M0.000000001S, PT5M", "PT27777777H, PT5M",
    "PT2562047788015215H, PT5M"
  })
  void thePauseIsWhatTheServiceAsksForWithinFiveMinutes(Duration asked, Duration pause) {
    assertThat(AnswerTable.judge(new Answered(429, false, asked, "why")))
        .isEqualTo(new Throttled(429, pause, "why"));
    assertThat(AnswerTable.judge(new Answered(503, false, asked, "why")))
        .isEqualTo(new Throttled(503, pause, "why"));
  }

  @Test
  void tooManyRequestsWithoutATimePausesForASecond() {
    assertThat(judge(429, false)).isEqualTo(new Throttled(429, Duration.ofSeconds(1), "why"));
  }

  @Test
  void tooManyRequestsIsNoFailureButAServiceThatIsUnavailableIs() {
    assertThat(new Throttled(429, Duration.ZERO, "").outcome()).isEqualTo(CallOutcome.IGNORED);
    assertThat(new Throttled(503, Duration.ZERO, "").outcome()).isEqualTo(CallOutcome.FAILURE);
    assertThat(new Stored(true).outcome()).isEqualTo(CallOutcome.SUCCESS);
  }

  private static Verdict judge(int status, boolean confirmed) {
    return AnswerTable.judge(new Answered(status, confirmed, null, "why"));
  }
}
