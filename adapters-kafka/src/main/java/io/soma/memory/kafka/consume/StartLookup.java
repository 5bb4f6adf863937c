package io.soma.memory.kafka.consume;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Finds where the group begins in partitions that it may have no offset in. Blocks. */
public interface StartLookup extends AutoCloseable {

  /**
   * Where to begin in each partition: empty where the group has an offset. One for which that
   * cannot be told now is left out.
   *
   * @throws Exception if nothing can be told now
   */
  Map<TopicPartition, OptionalLong> find(Set<TopicPartition> partitions) throws Exception;

  @Override
  void close();
}
