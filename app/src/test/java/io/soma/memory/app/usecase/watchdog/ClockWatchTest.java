package io.soma.memory.app.usecase.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private final ManualClock clock = new ManualClock();
  private Duration databaseIsBehind = Duration.ZERO;
  private Duration wayThere = Duration.ZERO;
  private Duration wayBack = Duration.ZERO;
  private boolean available = true;
  private int asked;

  private final ClockWatch watch = new ClockWatch(this::databaseClock, clock, clock);

  @Test
  void knowsNothingBeforeTheFirstLook() {
    assertThat(watch.skew()).isEmpty();
  }

  @Test
  void isPositiveWhereThisProcessIsAhead() {
    databaseIsBehind = Duration.ofSeconds(7);
    watch.look();

    assertThat(watch.skew()).hasValue(Duration.ofSeconds(7));
  }

  @Test
  void isNegativeWhereThisProcessIsBehind() {
    databaseIsBehind = Duration.ofSeconds(-7);
    watch.look();

    assertThat(watch.skew()).hasValue(Duration.ofSeconds(-7));
  }

  @Test
  void takesTheMiddleOfTheRoundTrip() {
    wayThere = Duration.ofMillis(400);
    wayBack = Duration.ofMillis(400);
    watch.look();

    assertThat(watch.skew()).hasValue(Duration.ZERO);
  }

  @Test
  void isWrongByHalfOfTheRoundTripAtMost() {
    wayBack = ClockWatch.LONGEST_ROUND_TRIP;
    watch.look();

    assertThat(watch.skew()).hasValue(ClockWatch.LONGEST_ROUND_TRIP.dividedBy(2));
  }

  @Test
  void ignoresAnAnswerThatTookTooLong() {
    wayThere = ClockWatch.LONGEST_ROUND_TRIP;
    wayBack = Duration.ofNanos(1);
    watch.look();

    assertThat(watch.skew()).isEmpty();
  }

  @Test
  void forgetsWhatItSawWhileTheDatabaseIsAway() {
    watch.look();
    available = false;
    clock.advance(ClockWatch.FRESH);
    watch.look();
    assertThat(watch.skew()).isPresent();

    clock.advance(Duration.ofNanos(1));

    assertThat(watch.skew()).isEmpty();
  }

  @Test
  void asksNoMoreOftenThanItHasTo() {
    watch.look();
    clock.advance(ClockWatch.EVERY.minusNanos(1));
    watch.look();
    assertThat(asked).isEqualTo(1);

    clock.advance(Duration.ofNanos(1));
    watch.look();

    assertThat(asked).isEqualTo(2);
  }

  private Instant databaseClock() {
    asked++;
    if (!available) {
      throw new OutboxUnavailableException("it is away", new IllegalStateException("down"));
    }
    clock.advance(wayThere);
    Instant there = clock.instant().minus(databaseIsBehind);
    clock.advance(wayBack);
    return there;
  }
}
