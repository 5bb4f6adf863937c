package io.soma.memory.kafka;

import io.soma.memory.kafka.consume.StartLookup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Starts that a test gives; the group has an offset in every other partition. */
public final class GivenStarts implements StartLookup {

  private final Map<TopicPartition, OptionalLong> given = new HashMap<>();
  private final Set<TopicPartition> unknown = new HashSet<>();
  private boolean failing;
  private boolean closed;

  @Override
  public synchronized Map<TopicPartition, OptionalLong> find(Set<TopicPartition> partitions) {
    if (failing) {
      throw new IllegalStateException("the outbox is away, by the test");
    }
    Map<TopicPartition, OptionalLong> found = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (!unknown.contains(partition)) {
        found.put(partition, given.getOrDefault(partition, OptionalLong.empty()));
      }
    }
    return found;
  }

  public synchronized void begin(TopicPartition partition, long offset) {
    given.put(partition, OptionalLong.of(offset));
  }

  /** Lets one partition have no answer, or have one again. */
  public synchronized void unknown(TopicPartition partition, boolean is) {
    if (is) {
      unknown.add(partition);
    } else {
      unknown.remove(partition);
    }
  }

  public synchronized void fail(boolean fails) {
    failing = fails;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
