package io.soma.memory.kafka;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads events from Kafka and has them replayed, as a member of the replayers' consumer group.
 *
 * <p>Each tenant's events are replayed in order and apart from those of other tenants: one that
 * must wait, or hangs, holds back its own partition only. An offset is committed when everything
 * before it is settled, so what was not comes again after a restart. A record that is no event is
 * logged, counted and passed over. When the replay throws, the same events come again a second
 * later.
 *
 * <p>Per partition that has something to do, up to two fetches of 128 KiB (or one larger record)
 * are in memory; of a shared topic, 8 MiB more.
 *
 * <p>{@link #run} is for one thread that the caller gives; every other method is safe for all.
 */
public final class KafkaReplayConsumer implements Runnable, AutoCloseable {

  // More than the end of the loop takes at most.
  private static final long PATIENCE_SECONDS = 30;

  private final Consumer<byte[], byte[]> consumer;
  private final PollLoop loop;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  private KafkaReplayConsumer(Consumer<byte[], byte[]> consumer, PollLoop loop) {
    this.consumer = consumer;
    this.loop = loop;
  }

  /**
   * A consumer that has read nothing yet.
   *
   * @param executor runs the replays, one task at a time for each tenant that has something to do;
   *     it needs as many threads as tenants may hang at once
   * @throws IllegalArgumentException if the configuration is one that no client can start with
   */
  public static KafkaReplayConsumer create(
      KafkaConfig config, EventReplay replay, Executor executor) {
    return create(config, replay, executor, MonotonicClock.SYSTEM);
  }

  /** The same by another clock. */
  public static KafkaReplayConsumer create(
      KafkaConfig config, EventReplay replay, Executor executor, MonotonicClock clock) {
    Consumer<byte[], byte[]> consumer =
        ClientStart.started(
            () ->
                new KafkaConsumer<>(
                    ClientSettings.consumer(config),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()));
    return new KafkaReplayConsumer(
        consumer, new PollLoop(consumer, new TenantTopics(config), replay, executor, clock));
  }

  /**
   * Reads until {@link #close}, or until the thread is interrupted; brokers that are away are
   * waited for. A second call, or one after {@link #close}, returns at once.
   */
  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      loop.run();
    } finally {
      ended.countDown();
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
    return loop.damaged();
  }

  /**
   * Starts no more replays, waits for those that run (at most 12 seconds), commits what is settled
   * and leaves the group.
   */
  @Override
  public void close() {
    if (begun.compareAndSet(false, true)) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      ended.countDown();
      return;
    }
    loop.stop();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the replay consumer does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
