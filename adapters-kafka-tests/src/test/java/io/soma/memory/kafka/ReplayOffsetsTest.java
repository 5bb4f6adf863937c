package io.soma.memory.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReplayOffsetsTest extends ReplayOnSharedBroker {

  @Test
  void afterARestartExactlyTheUnsettledComeAgain() {
    replay.allow(tenant, 3, FOR_EVER);
    publish(tenant, 1, 10);
    publish(other, 1, 10);
    KafkaReplayConsumer first = replayers.start(config, replay);
    replay.settled(tenant, 3);
    replay.settled(other, 10);
    first.close();

    RecordingReplay later = new RecordingReplay();
    publish(other, 11, 1);
    replayers.start(config, later);

    assertThat(later.settled(tenant, 7)).isEqualTo(ids(4, 7));
    assertThat(later.settled(other, 1)).isEqualTo(ids(11, 1));
  }

  @Test
  void offsetsAreCommittedAsEventsSettle() throws Exception {
    replay.allow(tenant, 3, FOR_EVER);
    publish(tenant, 1, 10);
    replayers.start(config, replay);
    replay.settled(tenant, 3);

    assertThat(kafka.committedOffset(kafka.topics().topicOf(tenant), 3)).isEqualTo(3);
  }

  @Test
  void aRecordThatIsNoEventIsPassedOver() throws Exception {
    String topic = kafka.topics().topicOf(tenant);
    publish(tenant, 1, 2);
    kafka.write(new ProducerRecord<>(topic, "key".getBytes(UTF_8), "rubbish".getBytes(UTF_8)));
    kafka.write(new ProducerRecord<>(topic, null, null));
    publish(tenant, 3, 2);
    kafka.write(new ProducerRecord<>(topic, 0, null, new byte[0]));

    KafkaReplayConsumer consumer = replayers.start(config, replay);

    assertThat(replay.settled(tenant, 4)).isEqualTo(ids(1, 4));
    assertThat(kafka.committedOffset(topic, 7)).isEqualTo(7);
    assertThat(consumer.damagedRecords()).isEqualTo(3);
  }

  @Test
  void closingCommitsWhatTheRunningReplaySettles() {
    replay.hang(tenant, true);
    publish(tenant, 1, 10);
    KafkaReplayConsumer consumer = replayers.start(config, replay);
    replay.awaitCalls(tenant, 1);
    CompletableFuture<Void> closing = replayers.closing(consumer);

    replay.hang(tenant, false);
    closing.join();
    List<Long> settled = replay.settled(tenant, 1);

    RecordingReplay later = new RecordingReplay();
    publish(tenant, 11, 1);
    replayers.start(config, later);
    int left = 11 - settled.size();
    assertThat(later.settled(tenant, left)).isEqualTo(ids(settled.size() + 1, left));
  }
}
