package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.LogLines;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DamagedBatchesTest {

  private final TopicPartition shorter = new TopicPartition("soma.a", 1);
  private final TopicPartition longer = new TopicPartition("soma.a-1", 0);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 0);
  private final DamagedBatches batches = new DamagedBatches(consumer, partitions);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(shorter, longer));
    consumer.updateBeginningOffsets(Map.of(shorter, 7L, longer, 70L));
    consumer.seek(shorter, 7);
    consumer.seek(longer, 70);
    partitions.add(List.of(shorter, longer));
  }

  @Test
  void theFailureSaysWhichPartitionIsPassedOver() {
    assertThat(batches.passOver(damaged("soma.a-1-0"))).isTrue();

    assertThat(consumer.position(longer)).isEqualTo(71);
    assertThat(consumer.position(shorter)).isEqualTo(7);

    assertThat(batches.passOver(damaged("soma.a-1"))).isTrue();

    assertThat(consumer.position(longer)).isEqualTo(71);
    assertThat(consumer.position(shorter)).isEqualTo(8);
    assertThat(batches.passed()).isEqualTo(2);
  }

  @Test
  void theBrokersOwnCheckNamesThePartitionInOtherWords() {
    KafkaException ofBroker =
        new KafkaException(
            "Encountered corrupt message when fetching offset 70 for topic-partition soma.a-1-0");

    assertThat(batches.passOver(ofBroker)).isTrue();

    assertThat(consumer.position(longer)).isEqualTo(71);
  }

  @Test
  void theOffsetsPassedOverAreCommitted() {
    batches.passOver(damaged("soma.a-1-0"));

    assertThat(Objects.requireNonNull(partitions.get(longer)).committable()).hasValue(71);
  }

  @Test
  void aBatchIsOneLineInTheLog() {
    try (LogLines log = LogLines.of(DamagedBatches.class)) {
      for (int record = 0; record < 10; record++) {
        batches.passOver(damaged("soma.a-1-0"));
      }

      assertThat(log.warnings()).singleElement().asString().contains("offset 70", "soma.a-1-0");
    }
  }

  @Test
  void aFailureThatNamesNoPartitionOfOursIsAboutSomethingElse() {
    assertThat(batches.passOver(new KafkaException("no coordinator"))).isFalse();
    assertThat(batches.passOver(damaged("soma.a-10"))).isFalse();
    assertThat(batches.passOver(new KafkaException())).isFalse();
  }

  private static KafkaException damaged(String partition) {
    return new KafkaException(
        "Received exception when fetching the next record from "
            + partition
            + ". If needed, please seek past the record to continue consumption.",
        new CorruptRecordException("the checksum differs, by the test"));
  }
}
