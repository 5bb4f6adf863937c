package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final String BEAT = ":\n\n";

  private final RecordedStream caller = new RecordedStream();
  private final EventStream stream = caller.stream();

  @Test
  void sendsAnEventWithItsName() {
    stream.send("summary", frame("summary", "{}"));

    assertThat(caller.written()).containsExactly("event: summary\ndata: {}\n\n");
  }

  @Test
  void sendsTheSameFrameOnce() {
    byte[] frame = frame("summary", "{}");
    stream.send("summary", frame);
    stream.send("summary", frame);

    assertThat(caller.written()).hasSize(1);
  }

  @Test
  void aSlowCallerGetsTheNewestOfEachNameAlone() {
    caller.stopReading();
    for (int i = 0; i < 1000; i++) {
      stream.send("a", frame("a", "" + i));
      stream.send("b", frame("b", "" + i));
    }
    assertThat(caller.written()).hasSize(1);
    caller.read();

    assertThat(caller.written())
        .containsExactly(
            "event: a\ndata: 0\n\n", "event: b\ndata: 999\n\n", "event: a\ndata: 999\n\n");
  }

  @Test
  void beatsWhileNothingIsSent() {
    stream.beat();
    stream.beat();

    assertThat(caller.written()).containsExactly(BEAT, BEAT);
  }

  @Test
  void aCallerThatTakesNothingIsCutOff() {
    caller.stopReading();
    stream.send("a", frame("a", "1"));
    for (int i = 0; i < EventStream.MAX_BEATS_WITHOUT_PROGRESS; i++) {
      stream.beat();
    }
    assertThat(stream.isOver()).isFalse();
    stream.beat();

    assertThat(caller.isCutOff()).isTrue();
    assertThat(stream.isOver()).isTrue();
    assertThat(caller.written()).hasSize(1);
  }

  @Test
  void aCallerThatTakesSomethingNowAndThenIsNot() {
    for (int i = 0; i < 5; i++) {
      caller.stopReading();
      stream.send("a", frame("a", "" + i));
      for (int beat = 0; beat < EventStream.MAX_BEATS_WITHOUT_PROGRESS; beat++) {
        stream.beat();
      }
      caller.read();
    }

    assertThat(stream.isOver()).isFalse();
  }

  @Test
  void endsWhenTheCallerHasLeft() {
    caller.leave();
    stream.beat();

    assertThat(stream.isOver()).isTrue();
    assertThat(caller.isComplete()).isTrue();
  }

  @Test
  void endsAtOnceAndSendsNothingMore() {
    stream.end();
    stream.end();
    stream.beat();
    stream.send("a", frame("a", "1"));

    assertThat(caller.written()).containsExactly("");
    assertThat(caller.isComplete()).isTrue();
    assertThat(caller.isCutOff()).isFalse();
  }

  @Test
  void cutsOffACallerThatHasNotTakenTheLastBytes() {
    caller.stopReading();
    stream.send("a", frame("a", "1"));
    stream.end();

    assertThat(caller.isCutOff()).isTrue();
    assertThat(stream.isOver()).isTrue();
  }

  private static byte[] frame(String name, String json) {
    return EventStream.frame(name, json.getBytes(StandardCharsets.UTF_8));
  }
}
