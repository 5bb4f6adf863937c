package io.soma.memory.kafka;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads events from Kafka and has them replayed, as a member of the replayers' consumer group.
 *
 * <p>Each tenant's events are replayed in order and apart from those of other tenants: one that
 * must wait, or hangs, holds back its own partition only. An offset is committed when everything
 * before it is settled, so what was not comes again after a restart. A record that is no event is
 * logged, counted and passed over. When the replay throws, the same events come again a second
 * later. A topic that Kafka does not let us read is left out, and tried again every 30 seconds.
 *
 * <p>A group that is new in a partition begins at the time of the oldest unconfirmed event, see
 * {@link ReplayOptions#oldestUnconfirmed}.
 *
 * <p>Per partition that has something to do, up to two fetches of 128 KiB (or one larger record)
 * are in memory; of a shared topic, 8 MiB more.
 *
 * <p>{@link #run} is for one thread that the caller gives; every other method is safe for all.
 */
public final class KafkaReplayConsumer implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaReplayConsumer.class);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  // For the last commits and the farewell, behind the replays that still run.
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(16);

  private final Supplier<PollLoop> loops;
  private final Duration closeTimeout;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile PollLoop loop;
  private volatile boolean spent;
  private volatile boolean running;
  private volatile long damagedBefore;

  KafkaReplayConsumer(Supplier<PollLoop> loops, Duration closeTimeout) {
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
      KafkaConfig config, EventReplay replay, Executor executor, ReplayOptions options) {
    return create(config, replay, executor, options, MonotonicClock.SYSTEM);
  }

  /** The same by another clock. */
  public static KafkaReplayConsumer create(
      KafkaConfig config,
      EventReplay replay,
      Executor executor,
      ReplayOptions options,
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

  private static Consumer<byte[], byte[]> consumer(KafkaConfig config, ReplayOptions options) {
    return ClientStart.started(
        () ->
            new KafkaConsumer<>(
                ClientSettings.consumer(config, options.longestReplay()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  private static StartLookup lookup(KafkaConfig config, ReplayOptions options) {
    return new OldestEventLookup(
        () -> ClientStart.started(() -> Admin.create(ClientSettings.admin(config))),
        config.groupId(),
        options.oldestUnconfirmed());
  }

  /**
   * Reads until {@link #close}, or until the thread is interrupted; brokers that are away are
   * waited for. What ends the reading otherwise, such as an Error, is logged, and it begins anew a
   * second later from what is committed. A second call, or one after {@link #close}, returns at
   * once.
   */
  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      while (!ranToItsEnd() && !closesWithin(RESTART_PAUSE)) {
        // Again.
      }
    } finally {
      ended.countDown();
    }
  }

  /**
   * Whether events are read at present; false before {@link #run}, after it, and while it fails.
   */
  public boolean isRunning() {
    return running;
  }

  // Whether it was told to end.
  private boolean ranToItsEnd() {
    try {
      renewSpent();
      if (closing.getCount() == 0) {
        loop.discard();
        return true;
      }
      running = true;
      loop.run();
      return true;
    } catch (RuntimeException | Error e) {
      running = false;
      spent = true;
      restarts(e);
      return false;
    } finally {
      running = false;
    }
  }

  private void renewSpent() {
    if (spent) {
      PollLoop next = loops.get();
      damagedBefore += loop.damaged();
      loop = next;
      spent = false;
    }
  }

  // Without memory even this may fail, which must not end the thread.
  private void restarts(Throwable failure) {
    try {
      LOG.error(
          "The replay of events from Kafka ended unexpectedly, starting again in {} s",
          RESTART_PAUSE.toSeconds(),
          failure);
    } catch (Error e) {
      failure.addSuppressed(e);
    }
  }

  private boolean closesWithin(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends a tenant's pause now, such as when its circuit lets a probe through. */
  public void wakeup(TenantId tenant) {
    loop.probe(tenant);
  }

  /** Looks for new tenants' topics now, rather than at the next look within 2 seconds. */
  public void refreshTopics() {
    loop.refreshTopics();
  }

  /** How many records were passed over because they are no events. */
  public long damagedRecords() {
    return damagedBefore + loop.damaged();
  }

  /**
   * Starts no more replays, waits for those that run (at most as long as a call to the memory
   * service takes, and 4 seconds), commits what is settled and leaves the group.
   */
  @Override
  public void close() {
    closing.countDown();
    if (begun.compareAndSet(false, true)) {
      loop.discard();
      ended.countDown();
      return;
    }
    loop.stop();
    try {
      if (!ended.await(closeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "the replay consumer does not end within " + closeTimeout.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
