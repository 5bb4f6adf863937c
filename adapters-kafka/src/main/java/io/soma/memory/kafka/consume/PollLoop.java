package io.soma.memory.kafka.consume;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;

/** Reads records, hands them to the tenants' queues, and commits those that come back settled. */
public final class PollLoop {

  private static final Logger LOG = Logs.of(PollLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** For the last commits and the farewell, behind the replays that still run. */
  private static final Duration LEAVE = Duration.ofSeconds(6);

  // A tenant's own partition hands out one fetch at a time, and there may be thousands, so that all
  // together have a bound too. In a shared one, others' events must get past those of a tenant that
  // waits.
  private static final long OWN_BYTES = 0;
  private static final long SHARED_BYTES = 8 << 20;

  private final Consumer<byte[], byte[]> consumer;
  private final TenantTopics topics;
  private final MonotonicClock clock;
  private final EventLoopQueue eventLoop;
  private final TenantQueues queues;
  private final AssignedPartitions partitions;
  private final OffsetCommits commits;
  private final Rebalance rebalance;
  private final RecordIntake intake;
  private final StartLookup lookup;
  private final StartPositions starts;
  private final UnreadableTopics unreadable;
  private final DamagedBatches damagedBatches;
  private final Duration end;
  private volatile boolean stopping;
  private boolean failing;

  /**
   * Has read nothing yet.
   *
   * @param lookup is closed with the loop
   * @param longestReplay how long to wait for a replay when its partition is revoked
   */
  public PollLoop(
      Consumer<byte[], byte[]> consumer,
      StartLookup lookup,
      TenantTopics topics,
      EventReplay replay,
      Executor executor,
      MonotonicClock clock,
      Duration longestReplay) {
    this.consumer = consumer;
    this.lookup = lookup;
    this.topics = topics;
    this.clock = clock;
    this.end = longestReplay.plus(LEAVE);
    this.eventLoop = new EventLoopQueue(consumer::wakeup);
    this.queues = new TenantQueues(replay, executor, clock, eventLoop);
    this.partitions =
        topics.shared() == null
            ? new AssignedPartitions(consumer, OWN_BYTES, Runtime.getRuntime().maxMemory() / 4)
            : new AssignedPartitions(consumer, SHARED_BYTES, Long.MAX_VALUE);
    this.commits = new OffsetCommits(consumer, clock);
    this.starts = new StartPositions(consumer, partitions, lookup, executor, eventLoop, clock);
    this.unreadable = new UnreadableTopics(partitions, clock);
    this.damagedBatches = new DamagedBatches(consumer, partitions);
    this.rebalance =
        new Rebalance(partitions, queues, commits, starts, eventLoop, clock, longestReplay);
    this.intake = new RecordIntake(topics, partitions, queues, clock);
  }

  /**
   * Runs until {@link #stop} or an interrupt, then gives its partitions back and closes the
   * consumer. An exception ends it too: its knowledge of its partitions may be wrong then.
   */
  void run() {
    try {
      subscribe();
      while (!stopping) {
        turn();
      }
    } finally {
      close();
    }
  }

  private void close() {
    boolean interrupted = Thread.interrupted();
    try {
      // Gives back all partitions, as a rebalance does: waits for running replays, commits settled
      // records.
      consumer.close(CloseOptions.timeout(end));
    } finally {
      lookup.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes one that never ran. */
  void discard() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    lookup.close();
  }

  /** Asks it to end; for any thread. */
  void stop() {
    eventLoop.post(() -> stopping = true);
  }

  /** Ends a tenant's pause; for any thread. */
  void probe(TenantId tenant) {
    eventLoop.post(() -> queues.probe(tenant));
  }

  /** Looks for new topics at once; for any thread. */
  void refreshTopics() {
    eventLoop.post(this::subscribe);
  }

  long damaged() {
    return intake.damaged() + damagedBatches.passed();
  }

  private void turn() {
    eventLoop.runAll();
    starts.lookDue();
    queues.startDue();
    unreadable.retryDue();
    partitions.adjustFetching();
    commits.commitDue(partitions.all());
    poll().forEach(intake::accept);
  }

  // Only Kafka's own failures are waited out here, and a record that is too large for the heap; any
  // other failure ends the loop.
  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      goesOn();
      return records;
    } catch (WakeupException e) {
      goesOn();
    } catch (InterruptException e) {
      stopping = true;
    } catch (TopicAuthorizationException e) {
      if (!unreadable.exclude(e.unauthorizedTopics())) {
        failed(e);
      }
    } catch (OutOfMemoryError e) {
      if (!damagedBatches.passedOver(e)) {
        throw e;
      }
      CaughtErrors.handOn(e);
    } catch (KafkaException e) {
      if (!damagedBatches.passOver(e)) {
        failed(e);
      }
    }
    return ConsumerRecords.empty();
  }

  private void goesOn() {
    if (failing) {
      failing = false;
      LOG.info("Kafka can be read again");
    }
  }

  private void failed(KafkaException e) {
    if (!failing) {
      failing = true;
      LOG.warn("Kafka cannot be read, will try again: {}", e.toString());
    }
    LOG.debug("Kafka could not be read", e);
    eventLoop.runUntil(() -> stopping, AFTER_FAILURE, clock);
  }

  // Subscribing again asks for the list of topics at once, and changes nothing else.
  private void subscribe() {
    String shared = topics.shared();
    if (shared == null) {
      consumer.subscribe(topics.pattern(), rebalance);
    } else {
      consumer.subscribe(List.of(shared), rebalance);
    }
  }
}
