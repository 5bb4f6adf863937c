package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.http.UnjudgedAnswer.Answered;
import io.soma.memory.http.UnjudgedAnswer.Source;
import io.soma.memory.http.UnjudgedAnswer.Unanswered;
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
        Answered answer = new Answered(status, confirmed, retryAfter, "the detail");
        assertThat(row(AnswerTable.judge(answer, "value")))
            .isEqualTo(row(status, confirmed, retryAfter != null));
      }
    }
  }

  private static String row(CallResult<String> result) {
    return result.fold(
        value -> "answered",
        refusal -> "refused",
        failure ->
            switch (failure.queueReason()) {
              case UNAUTHORIZED -> "unauthorized";
              case THROTTLED -> "throttled";
              default -> "unavailable";
            });
  }

  // The same table again, as ranges instead of a switch.
  private static String row(int status, boolean confirmed, boolean retryAfter) {
    if (status == 401) {
      return "unauthorized";
    }
    if (status == 429 || (status == 503 && retryAfter)) {
      return "throttled";
    }
    if (status >= 400 && status <= 499 && status != 408 && status != 425) {
      return "refused";
    }
    return status >= 200 && status <= 299 && confirmed ? "answered" : "unavailable";
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void onlyAConfirmedSuccessIsAnswered(int status) {
    assertThat(judge(status, true))
        .isEqualTo(new CallResult.Answered<>("value", Integer.toString(status)));
    assertThat(judge(status, false)).isEqualTo(failed(FailureClass.UNCONFIRMED, status, "why"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 426, 431, 499})
  void wrongInputIsRefusedAndNoFailureOfTheCircuit(int status) {
    assertThat(judge(status, true))
        .isEqualTo(new CallResult.Refused<>(new ServiceRefusal(Integer.toString(status), "why")));
    assertThat(judge(status, false).outcome()).isEqualTo(CallOutcome.IGNORED);
  }

  @ParameterizedTest
  @CsvSource({
    "100, SERVER_ERROR",
    "199, SERVER_ERROR",
    "301, NOT_THE_SERVICE",
    "302, NOT_THE_SERVICE",
    "303, NOT_THE_SERVICE",
    "304, NOT_THE_SERVICE",
    "307, NOT_THE_SERVICE",
    "308, NOT_THE_SERVICE",
    "408, SERVER_ERROR",
    "425, SERVER_ERROR",
    "500, SERVER_ERROR",
    "501, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, SERVER_ERROR",
    "504, SERVER_ERROR"
  })
  void failsThatMayPassAtOnce(int status, FailureClass kind) {
    assertThat(judge(status, true)).isEqualTo(failed(kind, status, "why"));
    assertThat(judge(status, true).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 431, 499})
  void refusalsOfSomethingInFrontOfTheServiceAreFailuresThatMayPass(int status) {
    Answered answer = new Answered(status, false, null, "nginx", false, Source.SOMETHING_ELSE);
    assertThat(AnswerTable.judge(answer, "value"))
        .isEqualTo(failed(FailureClass.NOT_THE_SERVICE, status, "nginx"));
    assertThat(AnswerTable.judge(answer, "value").outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @Test
  void anAnswerOverOurOwnLimitsConfirmsNothingAndIsNoFailure() {
    Answered answer = new Answered(200, false, null, "over 8 MiB", false, Source.OVER_OUR_LIMITS);
    assertThat(AnswerTable.judge(answer, "value"))
        .isEqualTo(failed(FailureClass.OVER_OUR_LIMITS, 200, "over 8 MiB"));
    assertThat(AnswerTable.judge(answer, "value").outcome()).isEqualTo(CallOutcome.IGNORED);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 503})
  void anErrorIsAFailureHoweverLong(int status) {
    Answered answer =
        new Answered(status, false, null, "over 8 MiB", false, Source.OVER_OUR_LIMITS);
    assertThat(AnswerTable.judge(answer, "value").outcome()).isEqualTo(CallOutcome.FAILURE);
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
    assertThat(AnswerTable.judge(new Unanswered("no answer within 8000 ms"), "value").describe())
        .isEqualTo("the memory service does not answer: no answer within 8000 ms");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -401, -1, 0, 99, 600, 999, 2001, Integer.MAX_VALUE})
  void aStatusOutsideHttpConfirmsNothing(int status) {
    assertThat(row(judge(status, true))).isEqualTo("unavailable");
  }

  @Test
  void aBrokenCredentialIsAFailureOfItsOwnKind() {
    assertThat(judge(401, false)).isEqualTo(failed(FailureClass.UNAUTHORIZED, 401, "why"));
    assertThat(judge(401, false).outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @Test
  void noAnswerIsAFailureThatMayPass() {
    CallResult<String> result = AnswerTable.judge(new Unanswered("timed out"), "value");
    assertThat(result).isEqualTo(new CallResult.Failed<>(CallFailure.noAnswer("timed out")));
    assertThat(result.outcome()).isEqualTo(CallOutcome.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-0.000000001S, PT0S", "PT-2562047788015215H, PT0S", "PT0S, PT0S", "PT0.5S, PT0.5S",
    "PT7S, PT7S", "PT5M, PT5M", "PT5M0.000000001S, PT5M", "PT27777777H, PT5M",
    "PT2562047788015215H, PT5M"
  })
  void thePauseIsWhatTheServiceAsksForWithinFiveMinutes(Duration asked, Duration pause) {
    assertThat(pause(AnswerTable.judge(new Answered(429, false, asked, "why"), "value")))
        .isEqualTo(pause);
    assertThat(pause(AnswerTable.judge(new Answered(503, false, asked, "why"), "value")))
        .isEqualTo(pause);
  }

  @Test
  void tooManyRequestsWithoutATimePausesForASecond() {
    assertThat(pause(judge(429, false))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void tooManyRequestsIsNoFailureButAServiceThatIsUnavailableIs() {
    Answered ill = new Answered(503, false, Duration.ZERO, "why");
    assertThat(judge(429, false).outcome()).isEqualTo(CallOutcome.IGNORED);
    assertThat(AnswerTable.judge(ill, "value").outcome()).isEqualTo(CallOutcome.FAILURE);
    assertThat(judge(200, true).outcome()).isEqualTo(CallOutcome.SUCCESS);
  }

  private static CallResult<String> judge(int status, boolean confirmed) {
    return AnswerTable.judge(new Answered(status, confirmed, null, "why"), "value");
  }

  private static CallResult<String> failed(FailureClass kind, int status, String words) {
    return new CallResult.Failed<>(CallFailure.of(kind, Integer.toString(status), words));
  }

  private static @Nullable Duration pause(CallResult<String> result) {
    return result instanceof CallResult.Failed<String> failed ? failed.failure().pause() : null;
  }
}
