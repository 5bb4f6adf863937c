package io.soma.memory.benchmarks.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelayTest {

  /** A batch each 10 ms, from 1000 on, until 1990. */
  private static final long[] BACKLOG =
      LongStream.range(0, 100L * Delay.BATCH).map(n -> 1000 + n / Delay.BATCH * 10).toArray();

  @Test
  void itCountsWhatArrivedFromTheCommitOnAndFromTheCallOn() {
    assertThat(Delay.all(BACKLOG, List.of(new SingleEvent(1105, 1125)), new long[] {1140}))
        .containsExactly(new Delay(2, 4, 15));
  }

  @Test
  void theMillisecondsOfCommitAndArrivalCount() {
    assertThat(Delay.all(BACKLOG, List.of(new SingleEvent(1110, 1110)), new long[] {1120}))
        .containsExactly(new Delay(2, 2, 10));
  }

  @Test
  void whatArrivedBeforeItsCallerKnewOfTheCommitWaitedForNothing() {
    assertThat(Delay.all(BACKLOG, List.of(new SingleEvent(1111, 1131)), new long[] {1115}))
        .containsExactly(new Delay(0, 0, -16));
  }

  @Test
  void oneThatCameBehindTheWholeBacklogCountsAndOneThatWasCommittedBesideNoneDoesNot() {
    List<SingleEvent> events =
        List.of(
            new SingleEvent(980, 990), new SingleEvent(1000, 1005), new SingleEvent(1990, 1990));

    assertThat(Delay.all(BACKLOG, events, new long[] {1000, 5000, 5001}))
        .containsExactly(new Delay(99, 100, 3995));
  }

  @Test
  void percentiles() {
    List<Delay> delays =
        LongStream.rangeClosed(1, 200).mapToObj(n -> new Delay(201 - n, 0, n)).toList();

    assertThat(Delay.percentile(50, delays, Delay::batches)).isEqualTo(101);
    assertThat(Delay.percentile(99, delays, Delay::batches)).isEqualTo(199);
    assertThat(Delay.percentile(100, delays, Delay::batches)).isEqualTo(200);
  }
}
