package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallerWatchTest {

  private final ManualClock clock = new ManualClock();
  private final CallerWatch watch = new CallerWatch(clock);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicBoolean peerGone = new AtomicBoolean();

  @Test
  void doesNotLookAtAFastRequest() {
    WaitingCaller caller = begin();
    clock.advance(Duration.ofMillis(999));
    watch.look();
    watch.end(caller);
    clock.advance(Duration.ofSeconds(10));
    watch.look();

    assertThat(looks).hasValue(0);
  }

  @Test
  void looksAtASlowRequestAgainAndAgain() {
    begin();
    clock.advance(Duration.ofSeconds(1));
    watch.look();
    watch.look();

    assertThat(looks).hasValue(2);
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void cancelsOnceWhatWaitsForACallerThatLeft() {
    begin();
    clock.advance(Duration.ofSeconds(1));
    peerGone.set(true);
    watch.look();
    watch.look();

    assertThat(cancelled).hasValue(1);
  }

  @Test
  void cancelsAtOnceWhatBeginsAfterTheCallerLeft() {
    WaitingCaller caller = begin();
    clock.advance(Duration.ofSeconds(1));
    peerGone.set(true);
    watch.look();
    caller.ifGone(cancelled::incrementAndGet);

    assertThat(cancelled).hasValue(2);
  }

  @Test
  void doesNotLookOnceTheAnswerBegins() {
    WaitingCaller caller = begin();
    clock.advance(Duration.ofSeconds(1));
    peerGone.set(true);
    watch.end(caller);
    caller.look();

    assertThat(looks).hasValue(0);
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void doesNotLookWhereNothingCouldBeCancelled() {
    watch.begin(this::look);
    clock.advance(Duration.ofSeconds(5));
    watch.look();

    assertThat(looks).hasValue(0);
  }

  @Test
  void seesAtOnceThatACallerLeftWhileTheProcessStoodStill() {
    watch.look();
    peerGone.set(true);
    clock.advance(Duration.ofSeconds(50));

    assertThat(begin().leftDuringAPause()).isTrue();
    watch.look();
    assertThat(begin().leftDuringAPause()).isTrue();
    peerGone.set(false);
    assertThat(begin().leftDuringAPause()).isFalse();
  }

  @Test
  void doesNotLookAtANewRequestWithoutAPause() {
    peerGone.set(true);
    watch.look();
    clock.advance(Duration.ofMillis(250));

    assertThat(begin().leftDuringAPause()).isFalse();
    assertThat(looks).hasValue(0);
  }

  private WaitingCaller begin() {
    WaitingCaller caller = watch.begin(this::look);
    caller.ifGone(cancelled::incrementAndGet);
    return caller;
  }

  private boolean look() {
    looks.incrementAndGet();
    return peerGone.get();
  }
}
