package io.soma.memory.domain.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CircuitStateTest {

  private static final Trip TRIP = new Trip(1, FailureReason.UNKNOWN, 0, 0, 0, false);

  static List<Arguments> states() {
    return List.of(
        Arguments.of(BreakerState.INITIAL, CircuitState.CLOSED, false),
        Arguments.of(new BreakerState.Closed(4, 2), CircuitState.CLOSED, false),
        Arguments.of(new BreakerState.Open(1, TRIP), CircuitState.OPEN, true),
        Arguments.of(new BreakerState.HalfOpen(1, TRIP, 0), CircuitState.HALF_OPEN, true),
        Arguments.of(new BreakerState.Probing(1, TRIP, 0), CircuitState.HALF_OPEN, true),
        Arguments.of(new BreakerState.Idle(1, 1), CircuitState.IDLE, false),
        Arguments.of(new BreakerState.ForcedOpen(1), CircuitState.FORCED_OPEN, true),
        Arguments.of(new BreakerState.ForcedClosed(1), CircuitState.FORCED_CLOSED, false));
  }

  @ParameterizedTest
  @MethodSource("states")
  void operatorsSeeSixStates(BreakerState state, CircuitState seen, boolean keepsCallsAway) {
    assertThat(state.seen()).isEqualTo(seen);
    assertThat(seen.keepsCallsAway()).isEqualTo(keepsCallsAway);
  }

  @ParameterizedTest
  @EnumSource(CircuitState.class)
  void aTenantIsHealthyWhileNothingIsKnownAgainstIt(CircuitState state) {
    assertThat(state.isHealthy())
        .isEqualTo(state == CircuitState.CLOSED || state == CircuitState.IDLE);
  }
}
