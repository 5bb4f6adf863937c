package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driven.OutboxRecords;
import java.util.List;

/** Events as the outbox has them, for tests that know their ids. */
public final class RecordedEvents {

  private RecordedEvents() {}

  /**
   * The event of an id.
   *
   * @throws java.util.NoSuchElementException if it is not there
   */
  public static OutboxEvent find(OutboxRecords records, EventId id) {
    return records.find(id).orElseThrow().event();
  }

  /** The events of some ids, in the order of these. */
  public static List<OutboxEvent> find(OutboxRecords records, List<EventId> ids) {
    return ids.stream().map(id -> find(records, id)).toList();
  }
}
