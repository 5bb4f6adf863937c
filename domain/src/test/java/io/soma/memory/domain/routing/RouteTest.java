package io.soma.memory.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {

  // A strict write too: over HTTP it would overtake what waits and later be overwritten by it.
  @ParameterizedTest
  @CsvSource({
    "SYNC,     false,",
    "SYNC,     true,  BACKLOG",
    "FAST_ACK, false, FAST_ACK",
    "FAST_ACK, true,  FAST_ACK",
    "STRICT,   false,",
    "STRICT,   true,  BACKLOG"
  })
  void whatMayNotEvenAskForHttp(WriteMode mode, boolean backlog, @Nullable QueueReason reason) {
    assertThat(Route.beforeAdmission(mode, backlog)).isEqualTo(Optional.ofNullable(reason));
  }

  static List<Arguments> verdicts() {
    return List.of(
        Arguments.of(new Verdict.Stored(false), null),
        Arguments.of(new Verdict.Refused(422, ""), null),
        Arguments.of(new Verdict.Unauthorized(""), QueueReason.UNAUTHORIZED),
        Arguments.of(new Verdict.Throttled(429, Duration.ZERO, ""), QueueReason.THROTTLED),
        Arguments.of(new Verdict.Throttled(503, Duration.ZERO, ""), QueueReason.THROTTLED),
        Arguments.of(new Verdict.Unavailable(""), QueueReason.UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void whatWasNeitherStoredNorRefusedIsQueued(Verdict verdict, @Nullable QueueReason reason) {
    QueueReason queued = verdict.fold(stored -> null, refused -> null, Verdict.Failed::queueReason);
    assertThat(queued).isEqualTo(reason);
  }
}
