package io.soma.memory.kafka.consume;

import io.soma.memory.supervision.Logs;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/**
 * Passes over records that Kafka's client cannot read, such as a batch with a wrong checksum. If
 * they stayed, each poll would fail at them, and no other partition would ever be read. Nothing is
 * lost: the events of such records are not confirmed, so the outbox carries them again. For the
 * poll thread, but for the count.
 */
final class DamagedBatches {

  private static final Logger LOG = Logs.of(DamagedBatches.class);

  private static final String RECORDS_OF_KAFKA = "org.apache.kafka.common.record.";

  private final Consumer<?, ?> consumer;
  private final AssignedPartitions partitions;
  private final Map<TopicPartition, Long> lastPassed = new HashMap<>();
  private final AtomicLong passed = new AtomicLong();

  DamagedBatches(Consumer<?, ?> consumer, AssignedPartitions partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Passes over one record, if a failed poll is about one; the next poll tells whether that was all
   * of the batch, as only a whole batch can be checked.
   *
   * @return false if the failure names no partition of ours, so that it is about something else
   */
  boolean passOver(KafkaException failure) {
    Optional<PartitionState> at = partitionIn(String.valueOf(failure.getMessage()));
    at.ifPresent(work -> passOver(work, failure));
    return at.isPresent();
  }

  private void passOver(PartitionState work, KafkaException failure) {
    long offset = consumer.position(work.id());
    consumer.seek(work.id(), offset + 1);
    work.skipped(offset);
    passed.incrementAndGet();
    Long before = lastPassed.put(work.id(), offset);
    if (before == null || before != offset - 1) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      LOG.warn(
          "Passes over damaged records from offset {} of {} on, and their events are carried again:"
              + " {}",
          offset,
          work.id(),
          cause.toString());
    }
  }

  /**
   * Whether a lack of memory in a poll is about one record that the heap has no room for, such as a
   * compressed one. Kafka's client has passed over it then, and reads on; the record's partition is
   * not known. The JVM names the place of its first few such errors only.
   */
  boolean passedOver(OutOfMemoryError failure) {
    boolean isOfARecord =
        Arrays.stream(failure.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith(RECORDS_OF_KAFKA));
    if (isOfARecord) {
      passed.incrementAndGet();
      LOG.error(
          "Passes over a record of Kafka that the heap has no room for. Topics need"
              + " compression.type=uncompressed; ./soma check names those without it. {}",
          failure.toString());
    }
    return isOfARecord;
  }

  // Kafka's client has no type for this failure; it names the partition in its message alone. Of
  // the topics a and a-1, both may be found in "a-1-0".
  private Optional<PartitionState> partitionIn(String message) {
    return partitions.all().stream()
        .filter(work -> names(message, work.id()))
        .max(Comparator.comparingInt(work -> work.id().toString().length()));
  }

  private static boolean names(String message, TopicPartition partition) {
    return Pattern.compile("(^|\\s)" + Pattern.quote(partition.toString()) + "(\\.?\\s|\\.?$)")
        .matcher(message)
        .find();
  }

  /** How many records were passed over; for any thread. */
  long passed() {
    return passed.get();
  }
}
