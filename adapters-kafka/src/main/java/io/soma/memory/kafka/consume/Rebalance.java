package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/** Takes partitions on and gives them back in good order; called by the poll thread. */
final class Rebalance implements ConsumerRebalanceListener {

  private static final Logger LOG = Logs.of(Rebalance.class);

  private final AssignedPartitions partitions;
  private final TenantQueues queues;
  private final OffsetCommits commits;
  private final EventLoopQueue eventLoop;
  private final MonotonicClock clock;
  private final Duration longestReplay;
  private final StartPositions starts;

  /**
   * Nothing assigned yet.
   *
   * @param longestReplay how long the replays of a partition that goes are waited for
   */
  Rebalance(
      AssignedPartitions partitions,
      TenantQueues queues,
      OffsetCommits commits,
      StartPositions starts,
      EventLoopQueue eventLoop,
      MonotonicClock clock,
      Duration longestReplay) {
    this.partitions = partitions;
    this.queues = queues;
    this.commits = commits;
    this.eventLoop = eventLoop;
    this.clock = clock;
    this.starts = starts;
    this.longestReplay = longestReplay;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    partitions.add(assigned);
    starts.assigned(assigned);
    if (!assigned.isEmpty()) {
      LOG.info("Replays {} more partitions", assigned.size());
      LOG.debug("Replays from now on {}", assigned);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    List<PartitionState> stopped = partitions.stop(revoked);
    if (stopped.isEmpty()) {
      return;
    }
    LOG.info("Gives back {} partitions", revoked.size());
    LOG.debug("Gives back {}", revoked);
    queues.dropStopped();
    if (!eventLoop.runUntil(this::noneOfTheirsRuns, longestReplay, clock)) {
      LOG.warn(
          "A replay still runs after {} s; the next owner of its partition repeats its events",
          longestReplay.toSeconds());
    }
    commits.commitNow(stopped);
    partitions.remove(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    LOG.warn("Lost {} partitions to another owner", lost.size());
    LOG.debug("Lost {}", lost);
    partitions.stop(lost);
    queues.dropStopped();
    partitions.remove(lost);
  }

  // While one tenant's partition waits for its last call, the others go on with the records in
  // memory.
  private boolean noneOfTheirsRuns() {
    queues.startDue();
    return !queues.isAnyRunningStopped();
  }
}
