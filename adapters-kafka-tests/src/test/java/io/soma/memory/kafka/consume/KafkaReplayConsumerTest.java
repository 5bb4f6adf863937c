package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.LogLines;
import io.soma.memory.kafka.RecordingReplay;
import io.soma.memory.kafka.ReplayOnSharedBroker;
import io.soma.memory.kafka.Replayers;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KafkaReplayConsumerTest extends ReplayOnSharedBroker {

  @Test
  void replaysEachTenantsEventsInOrder() {
    List<TenantId> tenants = Stream.generate(SampleEvents::freshTenant).limit(3).toList();
    tenants.forEach(each -> publish(each, 1, 300));

    replayers.start(config, replay);

    tenants.forEach(each -> assertThat(replay.settled(each, 300)).isEqualTo(ids(1, 300)));
    assertThat(replay.hasOverlapped()).isFalse();
  }

  @Test
  void aNewTenantsTopicIsReadFromItsFirstEvent() {
    publish(tenant, 1, 1);
    KafkaReplayConsumer consumer = replayers.start(config, replay);
    replay.settled(tenant, 1);

    try (KafkaEventPublisher creating =
        KafkaEventPublisher.create(config, consumer::refreshTopics)) {
      creating.publish(other, SampleEvents.events(other, 1, 5));
    }

    assertThat(replay.settled(other, 5)).isEqualTo(ids(1, 5));
  }

  @Test
  void aReplayThatThrowsIsTriedAgain() {
    replay.fail(tenant, true);
    publish(tenant, 1, 5);
    replayers.start(config, replay);
    replay.awaitCalls(tenant, 2);

    replay.fail(tenant, false);

    assertThat(replay.settled(tenant, 5)).isEqualTo(ids(1, 5));
  }

  @Test
  void aReplayThatEndsInAnErrorIsLoggedAndTriedAgain() {
    replay.failWithAnError(tenant, true);
    publish(tenant, 1, 5);
    try (LogLines log = LogLines.of(TenantQueues.class)) {
      replayers.start(config, replay);
      replay.awaitCalls(tenant, 2);

      replay.failWithAnError(tenant, false);

      assertThat(replay.settled(tenant, 5)).isEqualTo(ids(1, 5));
      assertThat(log.errors()).singleElement().asString().contains("NoClassDefFoundError");
    }
  }

  @Test
  void partitionsMoveToANewMemberAndNothingIsLostOrReordered() {
    List<TenantId> tenants = Stream.generate(SampleEvents::freshTenant).limit(6).toList();
    tenants.forEach(each -> publish(each, 1, 20));
    KafkaReplayConsumer first = replayers.start(config, replay);
    tenants.forEach(each -> replay.settled(each, 20));

    RecordingReplay second = new RecordingReplay();
    replayers.start(config, second);
    long next = 21;
    while (tenants.stream().allMatch(each -> second.settled(each, 0).isEmpty())) {
      assertThat(next).as("events until the second member replays").isLessThan(20_000);
      for (TenantId each : tenants) {
        publish(each, next, 1);
      }
      next++;
    }
    first.close();
    for (TenantId each : tenants) {
      publish(each, next, 1);
    }

    long last = next;
    for (TenantId each : tenants) {
      List<Long> before = replay.settled(each, 20);
      int left = (int) last - before.size();
      assertThat(Stream.concat(before.stream(), second.settled(each, left).stream()))
          .containsExactlyElementsOf(ids(1, (int) last));
    }
  }

  @Test
  void aThreadThatIsInterruptedEndsTheRunInGoodOrder() throws Exception {
    publish(tenant, 1, 3);
    try (KafkaReplayConsumer consumer =
        KafkaReplayConsumer.create(config, replay, Runnable::run, Replayers.OPTIONS)) {
      Thread thread = new Thread(consumer);
      thread.start();
      replay.settled(tenant, 3);
      thread.interrupt();
      thread.join();
    }

    assertThat(kafka.committedOffset(kafka.topics().topicOf(tenant), 3)).isEqualTo(3);
  }

  @Test
  void oneThatNeverRanCanBeClosedAndThenNeverRuns() {
    KafkaReplayConsumer consumer =
        KafkaReplayConsumer.create(config, replay, Runnable::run, Replayers.OPTIONS);

    consumer.close();
    consumer.close();
    consumer.run();

    assertThat(replay.settled(tenant, 0)).isEmpty();
  }
}
