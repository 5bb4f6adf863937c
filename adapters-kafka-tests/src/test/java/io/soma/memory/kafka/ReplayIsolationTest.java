package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayIsolationTest extends ReplayOnSharedBroker {

  @Test
  void aTenantThatMustWaitDelaysNoOtherAndAProbeEndsItsWait() {
    replay.allow(tenant, 2, FOR_EVER);
    publish(tenant, 1, 10);
    KafkaReplayConsumer consumer = replayers.start(config, replay);
    assertThat(replay.settled(tenant, 2)).isEqualTo(ids(1, 2));

    publish(other, 1, 200);
    assertThat(replay.settled(other, 200)).isEqualTo(ids(1, 200));
    assertThat(replay.settled(tenant, 2)).isEqualTo(ids(1, 2));

    replay.allow(tenant, 100, FOR_EVER);
    consumer.wakeup(tenant);
    assertThat(replay.settled(tenant, 10)).isEqualTo(ids(1, 10));
  }

  @Test
  void aShortWaitEndsByItself() {
    replay.allow(tenant, 2, Duration.ofMillis(300));
    publish(tenant, 1, 10);
    replayers.start(config, replay);

    replay.awaitCalls(tenant, 4);
    replay.allow(tenant, 100, FOR_EVER);

    assertThat(replay.settled(tenant, 10)).isEqualTo(ids(1, 10));
  }

  @Test
  void aReplayThatHangsDelaysNoOtherTenant() {
    replay.hang(tenant, true);
    publish(tenant, 1, 10);
    replayers.start(config, replay);
    replay.awaitCalls(tenant, 1);

    publish(other, 1, 200);

    assertThat(replay.settled(other, 200)).isEqualTo(ids(1, 200));
    replay.hang(tenant, false);
    assertThat(replay.settled(tenant, 10)).isEqualTo(ids(1, 10));
    assertThat(replay.hasOverlapped()).isFalse();
  }

  @Test
  void inASharedTopicATenantThatWaitsDelaysNoOther() {
    KafkaConfig shared = config.withSharedTopic(config.topicPrefix() + "all", 1);
    try (KafkaEventPublisher all = KafkaEventPublisher.create(shared)) {
      replay.allow(tenant, 2, FOR_EVER);
      all.publish(tenant, SampleEvents.events(tenant, 1, 10));
      all.publish(other, SampleEvents.events(other, 1, 300));
    }

    KafkaReplayConsumer first = replayers.start(shared, replay);

    assertThat(replay.settled(other, 300)).isEqualTo(ids(1, 300));
    assertThat(replay.settled(tenant, 2)).isEqualTo(ids(1, 2));
    first.close();
    RecordingReplay later = new RecordingReplay();
    replayers.start(shared, later);
    assertThat(later.settled(tenant, 8)).isEqualTo(ids(3, 8));
  }
}
