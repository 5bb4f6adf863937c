package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.server.RecordedStream;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private String counted = "{}";
  private Duration lookTakes = Duration.ZERO;
  private boolean available = true;

  private final LiveFeed feed =
      new LiveFeed(
          List.of(
              new LivePart("first", () -> bytes("1")),
              new LivePart("counts", () -> bytes(count()))),
          nanos::get);

  @Test
  void nobodyLooksWhereNobodyReads() {
    feed.turn();
    RecordedStream caller = open();
    feed.turn();
    caller.stream().end();
    advance(Duration.ofMinutes(1));
    feed.turn();

    assertThat(looks).hasValue(1);
  }

  @Test
  void tenStreamsCostWhatOneCosts() {
    List<RecordedStream> callers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      callers.add(open());
    }
    for (int turn = 0; turn < 40; turn++) {
      feed.turn();
      advance(Duration.ofMillis(250));
    }

    assertThat(looks).hasValue(5);
    assertThat(callers)
        .allSatisfy(caller -> assertThat(caller.written()).contains(event("counts", "{}")));
  }

  @Test
  void aPartIsSentWhereItHasChanged() {
    RecordedStream caller = open();
    feed.turn();
    advance(Duration.ofSeconds(2));
    feed.turn();
    counted = "{\"a\":1}";
    advance(Duration.ofSeconds(2));
    feed.turn();

    assertThat(caller.written())
        .containsExactly(
            event("first", "1"),
            event("counts", "{}"),
            event("seen", "{\"looks\":1,\"problem\":null}"),
            event("seen", "{\"looks\":2,\"problem\":null}"),
            event("counts", "{\"a\":1}"),
            event("seen", "{\"looks\":3,\"problem\":null}"));
  }

  @Test
  void aLaterStreamBeginsWithWhatIsKnown() {
    open();
    feed.turn();
    RecordedStream later = open();

    assertThat(later.written())
        .containsExactly(
            event("first", "1"),
            event("counts", "{}"),
            event("seen", "{\"looks\":1,\"problem\":null}"));
    assertThat(looks).hasValue(1);
  }

  @Test
  void anOrderIsSeenAtTheNextTurn() {
    open();
    feed.turn();
    feed.lookSoon();
    feed.turn();
    feed.turn();

    assertThat(looks).hasValue(2);
  }

  @Test
  void aSlowDatabaseIsAskedLessOften() {
    lookTakes = Duration.ofSeconds(3);
    open();
    feed.turn();
    advance(Duration.ofSeconds(11));
    feed.turn();
    assertThat(looks).hasValue(1);
    advance(Duration.ofSeconds(1));
    feed.turn();

    assertThat(looks).hasValue(2);
  }

  @Test
  void saysWhatCannotBeReadAndGoesOn() {
    RecordedStream caller = open();
    available = false;
    feed.turn();
    assertThat(caller.written())
        .containsExactly(
            event("first", "1"), event("seen", "{\"looks\":1,\"problem\":\"it is away\"}"));
    available = true;
    advance(Duration.ofSeconds(2));
    feed.turn();

    assertThat(caller.written())
        .endsWith(event("counts", "{}"), event("seen", "{\"looks\":2,\"problem\":null}"));
  }

  @Test
  void refusesAStreamTooManyAndTakesOneAgainWhenOneHasEnded() {
    List<RecordedStream> callers = new ArrayList<>();
    for (int i = 0; i < LiveFeed.MAX_STREAMS; i++) {
      callers.add(open());
    }
    Reply refused = feed.reply();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsKey("Retry-After");
    callers.get(0).leave();
    feed.beat();
    feed.turn();

    assertThat(feed.reply().status()).isEqualTo(200);
  }

  @Test
  void twoThatComeTogetherForTheLastPlaceGetOne() {
    for (int i = 1; i < LiveFeed.MAX_STREAMS; i++) {
      open();
    }
    Reply one = feed.reply();
    Reply other = feed.reply();
    RecordedStream winner = accept(one);
    RecordedStream loser = accept(other);

    assertThat(winner.stream().isOver()).isFalse();
    assertThat(loser.isComplete()).isTrue();
  }

  @Test
  void closingEndsEveryStreamAndTakesNoMore() {
    RecordedStream caller = open();
    RecordedStream slow = open();
    slow.stopReading();
    feed.turn();
    Reply late = feed.reply();
    feed.close();

    assertThat(caller.isComplete()).isTrue();
    assertThat(slow.isCutOff()).isTrue();
    assertThat(feed.reply().status()).isEqualTo(503);
    assertThat(accept(late).isComplete()).isTrue();
  }

  private RecordedStream open() {
    return accept(feed.reply());
  }

  private static RecordedStream accept(Reply reply) {
    RecordedStream caller = new RecordedStream();
    Objects.requireNonNull(reply.stream(), "no stream").accept(caller.stream());
    return caller;
  }

  private String count() {
    looks.incrementAndGet();
    advance(lookTakes);
    if (!available) {
      throw new OutboxUnavailableException("it is away", new IllegalStateException("down"));
    }
    return counted;
  }

  private void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
