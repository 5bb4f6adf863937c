package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.testkit.contract.SampleEvents;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of a topic's file on the broker's disk has changed. */
class DamagedSegmentTest {

  private final TenantId sick = SampleEvents.freshTenant();
  private final TenantId well = SampleEvents.freshTenant();
  private final RecordingReplay replay = new RecordingReplay();
  @TempDir private Path data;

  @Test
  void aDamagedBatchStopsNeitherOtherTenantsNorWhatComesBehindIt() throws Exception {
    try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.inProcess(data);
        Replayers replayers = new Replayers()) {
      TestBroker onDisk = TestBroker.on(broker);
      KafkaConfig config = onDisk.config();
      try (KafkaEventPublisher publisher = KafkaEventPublisher.create(config)) {
        publisher.publish(sick, SampleEvents.events(sick, 1, 5));
        flipABit(onDisk.topics().topicOf(sick));
        publisher.publish(sick, SampleEvents.events(sick, 6, 5));
        publisher.publish(well, SampleEvents.events(well, 1, 300));
        KafkaReplayConsumer consumer = replayers.start(config, replay);

        assertThat(replay.settled(well, 300)).isEqualTo(ids(1, 300));
        List<Long> read = replay.settled(sick, 5);
        while (!read.contains(10L)) {
          read = replay.settled(sick, read.size() + 1);
        }
        assertThat(read).endsWith(6L, 7L, 8L, 9L, 10L).hasSizeLessThan(10);
        assertThat(consumer.damagedRecords()).isEqualTo(10 - read.size());

        // As the outbox does with events that have not arrived.
        publisher.publish(sick, SampleEvents.events(sick, 1, 5));
        assertThat(replay.settled(sick, read.size() + 5)).endsWith(1L, 2L, 3L, 4L, 5L);
      }
    }
  }

  private void flipABit(String topic) throws IOException {
    Path segment;
    try (Stream<Path> files = Files.walk(data)) {
      segment =
          files
              .filter(file -> file.toString().contains("/" + topic + "-0/"))
              .filter(file -> file.toString().endsWith(".log"))
              .findFirst()
              .orElseThrow();
    }
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      long middle = file.length() / 2;
      file.seek(middle);
      int before = file.read();
      file.seek(middle);
      file.write(before ^ 1);
    }
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
