package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Topics that Kafka does not let us read. A fetch of one fails for all, so that they are left out,
 * and tried again seldom; for the poll thread.
 */
public final class UnreadableTopics {

  private static final Logger LOG = Logs.of(UnreadableTopics.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  // A fetch that is refused is refused within a round trip.
  private static final Duration TRIAL = Duration.ofSeconds(5);

  private final AssignedPartitions partitions;
  private final MonotonicClock clock;
  private final Map<String, Exclusion> excluded = new HashMap<>();

  UnreadableTopics(AssignedPartitions partitions, MonotonicClock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Until when a topic is left out or, when that is over, fetched on trial. */
  private record Exclusion(boolean onTrial, long until) {}

  /** Leaves topics out; false if none of them is assigned, so that something else is refused. */
  boolean exclude(Set<String> topics) {
    boolean any = false;
    for (String topic : topics) {
      if (partitions.hasTopic(topic)) {
        any = true;
        exclude(topic);
      }
    }
    return any;
  }

  private void exclude(String topic) {
    Exclusion before = excluded.put(topic, new Exclusion(false, clock.nanos() + RETRY.toNanos()));
    partitions.ofTopic(topic).forEach(work -> work.readable(false));
    if (before == null) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .log(
              "Kafka does not let us read topic {}, so its events wait in the outbox; grant READ on"
                  + " it (tried again every {} s)",
              topic,
              RETRY.toSeconds());
    }
  }

  /** Fetches topics on trial that were left out long enough. */
  void retryDue() {
    Iterator<Map.Entry<String, Exclusion>> each = excluded.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Exclusion> entry = each.next();
      String topic = entry.getKey();
      boolean due = clock.nanos() - entry.getValue().until() >= 0;
      if (!partitions.hasTopic(topic)) {
        each.remove();
      } else if (due && entry.getValue().onTrial()) {
        each.remove();
        LOG.atInfo().addKeyValue("topic", topic).log("topic {} can be read again", topic);
      } else if (due) {
        entry.setValue(new Exclusion(true, clock.nanos() + TRIAL.toNanos()));
        partitions.ofTopic(topic).forEach(work -> work.readable(true));
      }
    }
  }
}
