package io.soma.memory.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.LogLines;
import io.soma.memory.testkit.fake.ManualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusedGuessesTest {

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger counted = new AtomicInteger();
  private final RefusedGuesses guesses =
      new RefusedGuesses(clock, counted::incrementAndGet, (pause, task) -> task.run());
  private InetAddress peer;
  private InetAddress other;

  @BeforeEach
  void addresses() throws UnknownHostException {
    peer = InetAddress.getByName("192.0.2.1");
    other = InetAddress.getByName("192.0.2.2");
  }

  @Test
  void delaysAPeerThatGoesOnGuessing() {
    for (int free = 0; free < 3; free++) {
      assertThat(guesses.note(peer)).isZero();
    }

    assertThat(guesses.note(peer)).isEqualTo(Duration.ofMillis(50));
    assertThat(guesses.note(peer)).isEqualTo(Duration.ofMillis(100));
    for (int more = 0; more < 100; more++) {
      assertThat(guesses.note(peer)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }
    assertThat(guesses.note(peer)).isEqualTo(Duration.ofSeconds(2));
    assertThat(guesses.note(other)).isZero();
    assertThat(counted).hasValue(107);
  }

  @Test
  void forgetsAPeerAfterAMinuteWithoutAGuess() {
    for (int guess = 0; guess < 10; guess++) {
      guesses.note(peer);
    }
    clock.advance(Duration.ofSeconds(61));

    assertThat(guesses.note(peer)).isZero();
  }

  @Test
  void logsALineInTenSecondsWithHowManyThereWere() {
    try (LogLines log = new LogLines()) {
      guesses.note(peer);
      guesses.note(peer);
      guesses.note(other);
      assertThat(log.seen()).singleElement().asString().contains("192.0.2.1", "refused=\"1\"");

      clock.advance(Duration.ofSeconds(10));
      guesses.note(other);
      assertThat(log.seen()).hasSize(2).last().asString().contains("192.0.2.2", "refused=\"3\"");
    }
  }
}
