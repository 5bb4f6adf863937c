package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionStateTest {

  private final PartitionState work = new PartitionState(new TopicPartition("t", 0));

  @Test
  void nothingReadIsNothingToCommit() {
    assertThat(work.committable()).isEmpty();
  }

  @Test
  void commitsUpToTheFirstThatIsNotSettled() {
    LongStream.range(10, 15).forEach(offset -> work.received(offset, 1));

    work.settled(11);
    assertThat(work.committable()).hasValue(10);
    work.settled(10);
    assertThat(work.committable()).hasValue(12);
    work.settled(13);
    assertThat(work.committable()).hasValue(12);
  }

  @Test
  void whatIsCommittedIsNotCommittedAgain() {
    work.received(10, 1);
    work.settled(10);
    work.committed(11);

    assertThat(work.committable()).isEmpty();
  }

  @Test
  void aSkippedRecordHoldsNothingBack() {
    work.received(10, 1);
    work.skipped(11);
    assertThat(work.committable()).hasValue(10);

    work.settled(10);
    assertThat(work.committable()).hasValue(12);
  }

  @Test
  void neverCommitsBeyondAnUnsettledRecordWhateverTheOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      PartitionState shuffled = new PartitionState(new TopicPartition("t", 0));
      List<Long> open = new ArrayList<>();
      LongStream.range(0, 40)
          .forEach(
              offset -> {
                shuffled.received(offset, 1);
                open.add(offset);
              });
      Collections.shuffle(open, random);
      while (!open.isEmpty()) {
        shuffled.settled(open.remove(open.size() - 1));
        long first = open.isEmpty() ? 40 : Collections.min(open);
        assertThat(shuffled.committable()).hasValue(first);
      }
    }
  }

  @Test
  void isFullFromTheLimitOnAndRoomyAgainWhenSettled() {
    work.start();
    work.received(1, 60);
    assertThat(work.mayFetch(100)).isTrue();
    work.received(2, 40);
    assertThat(work.mayFetch(100)).isFalse();

    work.settled(1);
    work.settled(1);

    assertThat(work.mayFetch(100)).isTrue();
    assertThat(work.mayFetch(40)).isFalse();
  }

  @Test
  void withoutRoomAnythingUnsettledIsFull() {
    work.start();
    assertThat(work.mayFetch(0)).isTrue();
    work.received(1, 0);
    assertThat(work.mayFetch(0)).isFalse();
  }
}
