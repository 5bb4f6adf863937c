package io.soma.memory.kafka.consume;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.kafka.connection.ClientStart;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.supervision.SuspendAwareClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads events from Kafka and has them replayed, as a member of the replayers' consumer group.
 *
 * <p>Each tenant's events are replayed in order and apart from those of other tenants: a tenant
 * that must wait, or hangs, delays only its own partition. An offset is committed when everything
 * before it is settled, so unsettled records come again after a restart. A record that is no event
 * is logged, counted and skipped. When the replay throws, the same events are offered again a
 * second later. A topic that Kafka does not let us read is left out, and tried again every 30
 * seconds.
 *
 * <p>A group that is new in a partition begins at the time of the oldest unconfirmed event, see
 * {@link ConsumerOptions#oldestUnconfirmed}.
 *
 * <p>Per partition that has something to do, up to two fetches of 128 KiB (or one larger record)
 * are in memory; of a shared topic, 8 MiB more.
 *
 * <p>{@link #run} is for one thread that the caller gives; every other method is safe for all.
 */
public final class KafkaReplayConsumer implements Runnable, AutoCloseable {

  // For the last commits and the farewell, behind the replays that still run.
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(16);

  private final Supplier<PollLoop> loops;
  private final Duration closeTimeout;
  private volatile PollLoop loop;
  private volatile long damagedBefore;

  /** Where it is; guarded by this. */
  private State state = State.NEW;

  private CountDownLatch ended = new CountDownLatch(0);
  private volatile boolean closing;

  private enum State {
    NEW,
    RUNNING,
    BROKEN,
    OVER
  }

  public KafkaReplayConsumer(Supplier<PollLoop> loops, Duration closeTimeout) {
    this.loops = loops;
    this.closeTimeout = closeTimeout;
    this.loop = loops.get();
  }

  /**
   * A consumer that has read nothing yet. Brokers that are away, and names that do not resolve yet,
   * are no error.
   *
   * @param executor runs the replays, one task at a time for each tenant that has something to do;
   *     it needs as many threads as tenants may hang at once
   * @throws IllegalArgumentException if the configuration is one that no client can start with
   */
  public static KafkaReplayConsumer create(
      KafkaConfig config, EventReplay replay, Executor executor, ConsumerOptions options) {
    return create(config, replay, executor, options, SuspendAwareClock.SYSTEM);
  }

  /** The same by another clock. */
  public static KafkaReplayConsumer create(
      KafkaConfig config,
      EventReplay replay,
      Executor executor,
      ConsumerOptions options,
      MonotonicClock clock) {
    return new KafkaReplayConsumer(
        () ->
            new PollLoop(
                consumer(config, options),
                lookup(config, options),
                new TenantTopics(config),
                replay,
                executor,
                clock,
                options.longestReplay()),
        options.longestReplay().plus(LEAVE_TIMEOUT));
  }

  private static Consumer<byte[], byte[]> consumer(KafkaConfig config, ConsumerOptions options) {
    return ClientStart.started(
        () ->
            new KafkaConsumer<>(
                ClientSettings.consumer(config, options.longestReplay()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  private static StartLookup lookup(KafkaConfig config, ConsumerOptions options) {
    return new OldestEventLookup(
        () -> ClientStart.started(() -> Admin.create(ClientSettings.admin(config))),
        config.groupId(),
        options.oldestUnconfirmed());
  }

  /**
   * Reads until {@link #close}, or until the thread is interrupted; brokers that are away are
   * waited for. Any other end of the reading, such as an Error, is thrown; the next call begins
   * again from the committed offsets. A call beside another one, or after the end, returns at once.
   */
  @Override
  public void run() {
    if (!begins()) {
      return;
    }
    State next = State.BROKEN;
    try {
      loop.run();
      next = State.OVER;
    } finally {
      end(next);
    }
  }

  /** Whether events are read at present; false before {@link #run}, and after it. */
  public synchronized boolean isRunning() {
    return state == State.RUNNING;
  }

  private synchronized boolean begins() {
    if (closing || state == State.RUNNING || state == State.OVER) {
      return false;
    }
    if (state == State.BROKEN) {
      PollLoop next = loops.get();
      damagedBefore += loop.damaged();
      loop = next;
    }
    state = State.RUNNING;
    ended = new CountDownLatch(1);
    return true;
  }

  private synchronized void end(State next) {
    state = next;
    ended.countDown();
  }

  /** Ends a tenant's pause now, such as when its circuit lets a probe through. */
  public void wakeup(TenantId tenant) {
    loop.probe(tenant);
  }

  /** Looks for new tenants' topics now, rather than at the next look within 2 seconds. */
  public void refreshTopics() {
    loop.refreshTopics();
  }

  /** How many records were skipped because they are no events. */
  public long damagedRecords() {
    return damagedBefore + loop.damaged();
  }

  /**
   * Starts no more replays, waits for those that run (at most as long as a call to the memory
   * service takes, and 4 seconds), commits the settled records and leaves the group.
   */
  @Override
  public void close() {
    closing = true;
    CountDownLatch end = stop();
    try {
      if (!end.await(closeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "the replay consumer does not end within " + closeTimeout.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CountDownLatch stop() {
    if (state == State.NEW) {
      loop.discard();
      state = State.OVER;
    } else if (state == State.RUNNING) {
      loop.stop();
    }
    return ended;
  }
}
