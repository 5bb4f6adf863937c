package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.consume.ConsumerOptions;
import io.soma.memory.kafka.record.EventRecords;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewGroupTest extends ReplayOnSharedBroker {

  private final Instant start = Instant.now();
  private final String topic = kafka.topics().topicOf(tenant);

  @BeforeEach
  void threeOldEvents() throws Exception {
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    for (long id = 1; id <= 3; id++) {
      write(id, start.minus(Duration.ofHours(5)));
    }
  }

  @Test
  void beginsAnHourBeforeTheOldestUnconfirmedEvent() throws Exception {
    write(4, start.minus(Duration.ofMinutes(30)));
    write(5, start);

    startWith(start);

    assertThat(replay.settled(tenant, 2)).isEqualTo(ids(4, 2));
  }

  @Test
  void readsEverythingWhereTheOldestUnconfirmedEventIsOlder() throws Exception {
    write(4, start);

    startWith(start.minus(Duration.ofMinutes(270)));

    assertThat(replay.settled(tenant, 4)).isEqualTo(ids(1, 4));
  }

  @Test
  void itsBeginIsCommittedBeforeAnythingComes() throws Exception {
    startWith(start);

    assertThat(kafka.committedOffset(topic, 3)).isEqualTo(3);
    write(4, start);
    assertThat(replay.settled(tenant, 1)).isEqualTo(ids(4, 1));
  }

  @Test
  void aDatabaseThatIsAwayOnlyDelaysIt() throws Exception {
    write(4, start);
    RuntimeException[] away = {new IllegalStateException("the database is away, by the test")};
    ConsumerOptions options =
        new ConsumerOptions(
            Duration.ofSeconds(10),
            () -> {
              RuntimeException failure = away[0];
              away[0] = null;
              if (failure != null) {
                throw failure;
              }
              return start;
            });

    replayers.start(config, replay, options, MonotonicClock.SYSTEM);

    assertThat(replay.settled(tenant, 1)).isEqualTo(ids(4, 1));
  }

  private void startWith(Instant oldest) {
    replayers.start(
        config,
        replay,
        new ConsumerOptions(Duration.ofSeconds(10), () -> oldest),
        MonotonicClock.SYSTEM);
  }

  private void write(long id, Instant publishedAt) throws Exception {
    OutboxEvent event = SampleEvents.event(tenant, id);
    ProducerRecord<byte[], byte[]> sent = EventRecords.encode(event, topic, 0);
    kafka.write(
        new ProducerRecord<>(
            topic, 0, publishedAt.toEpochMilli(), sent.key(), sent.value(), sent.headers()));
  }
}
