package io.soma.memory.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.WriteMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteRouteTest {

  // A strict write too: over HTTP it would overtake the waiting writes and later be overwritten by
  // them.
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
    assertThat(WriteRoute.beforeAdmission(mode, backlog)).isEqualTo(Optional.ofNullable(reason));
  }
}
