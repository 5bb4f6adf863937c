package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.GivenStarts;
import io.soma.memory.kafka.RecordingReplay;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebalanceTest {

  // First, because the fields below ask for the time when they are built.
  private Runnable whenAskedForTime = () -> {};
  private long lateNanos;

  private final TenantId tenant = new TenantId("mine");
  private final TenantId other = new TenantId("other");
  private final TopicPartition going = new TopicPartition("going", 0);
  private final TopicPartition staying = new TopicPartition("staying", 0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final RecordingReplay replay = new RecordingReplay();
  private final EventLoopQueue eventLoop = new EventLoopQueue(() -> {});
  private final TenantQueues queues = new TenantQueues(replay, threads, this::now, eventLoop);
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 0, Long.MAX_VALUE);
  private final StartPositions starts =
      new StartPositions(
          consumer, partitions, new GivenStarts(), threads, eventLoop, System::nanoTime);
  private final Rebalance rebalance =
      new Rebalance(
          partitions,
          queues,
          new OffsetCommits(consumer, this::now),
          starts,
          eventLoop,
          this::now,
          Duration.ofSeconds(14));

  @BeforeEach
  void assign() {
    exists("going");
    exists("staying");
    consumer.assign(List.of(going, staying));
    rebalance.onPartitionsAssigned(List.of(going, staying));
  }

  @AfterEach
  void end() {
    replay.hang(tenant, false);
    threads.shutdownNow();
  }

  @Test
  void waitsForTheReplayThatRunsAndCommitsWhatItSettled() {
    startHanging();
    whenAskedForTime = () -> replay.hang(tenant, false);

    rebalance.onPartitionsRevoked(List.of(going));

    assertThat(committed(going)).isEqualTo(new OffsetAndMetadata(3));
    assertThat(partitions.get(going)).isNull();
    assertThat(partitions.get(staying)).isNotNull();
  }

  @Test
  void givesUpOnAReplayThatHangsAndLeavesItsEventsToTheNextOwner() {
    startHanging();
    whenAskedForTime = () -> lateNanos += 13_000_000_000L;

    rebalance.onPartitionsRevoked(List.of(going));

    assertThat(committed(going)).isEqualTo(new OffsetAndMetadata(1));
    assertThat(partitions.get(going)).isNull();
  }

  @Test
  void waitsForACallAsLongAsOneMayTake() {
    Rebalance patient =
        new Rebalance(
            partitions,
            queues,
            new OffsetCommits(consumer, this::now),
            starts,
            eventLoop,
            this::now,
            new ConsumerOptions(Duration.ofSeconds(60), Instant::now).longestReplay());
    startHanging();
    whenAskedForTime =
        () -> {
          lateNanos += 20_000_000_000L;
          if (lateNanos >= 40_000_000_000L) {
            replay.hang(tenant, false);
            lateNanos = 40_000_000_000L;
          }
        };

    patient.onPartitionsRevoked(List.of(going));

    assertThat(committed(going)).isEqualTo(new OffsetAndMetadata(3));
  }

  @Test
  void commitsNothingOfADeletedTopic() {
    hold(tenant, going, 2);
    consumer.updatePartitions("going", List.of());

    rebalance.onPartitionsRevoked(List.of(going, staying));

    assertThat(committed(going)).isNull();
    assertThat(partitions.get(going)).isNull();
  }

  @Test
  void othersGoOnWhileOneWaits() {
    startHanging();
    hold(other, staying, 1);
    whenAskedForTime =
        () -> {
          if (!replay.settled(other, 0).isEmpty()) {
            replay.hang(tenant, false);
          }
        };

    rebalance.onPartitionsRevoked(List.of(going));

    assertThat(committed(going)).isEqualTo(new OffsetAndMetadata(3));
    assertThat(replay.settled(other, 1)).containsExactly(1L);
  }

  @Test
  void whatWaitsInMemoryIsNotStartedAnyMore() {
    hold(tenant, going, 2);
    hold(other, staying, 1);

    rebalance.onPartitionsRevoked(List.of(going));
    queues.startDue();

    assertThat(replay.settled(other, 1)).containsExactly(1L);
    assertThat(replay.settled(tenant, 0)).isEmpty();
    assertThat(committed(going)).isEqualTo(new OffsetAndMetadata(1));
  }

  @Test
  void ofALostPartitionNothingIsCommitted() {
    hold(tenant, going, 2);

    rebalance.onPartitionsLost(List.of(going));
    queues.startDue();

    assertThat(committed(going)).isNull();
    assertThat(partitions.get(going)).isNull();
    assertThat(queues.isAnyRunning()).isFalse();
  }

  private void exists(String topic) {
    consumer.updatePartitions(
        topic, List.of(new PartitionInfo(topic, 0, null, new Node[0], new Node[0])));
  }

  private void startHanging() {
    replay.hang(tenant, true);
    hold(tenant, going, 2);
    queues.startDue();
    replay.awaitCalls(tenant, 1);
  }

  private void hold(TenantId of, TopicPartition partition, int count) {
    PartitionState work = Objects.requireNonNull(partitions.get(partition));
    for (long id = 1; id <= count; id++) {
      work.received(id, 1);
      queues.add(new BufferedEvent(work, id, SampleEvents.event(of, id)));
    }
  }

  private @Nullable OffsetAndMetadata committed(TopicPartition partition) {
    return consumer.committed(Set.of(partition)).get(partition);
  }

  private long now() {
    whenAskedForTime.run();
    return System.nanoTime() + lateNanos;
  }
}
