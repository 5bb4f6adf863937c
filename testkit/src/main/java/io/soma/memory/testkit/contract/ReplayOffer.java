package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import java.util.List;
import java.util.stream.Collectors;

/** One call of a replay. */
record ReplayOffer(TenantId tenant, List<OutboxEvent> events) {

  private static final int LISTED = 10;

  @Override
  public String toString() {
    return "tenant " + tenant + " was offered the events " + ids(events);
  }

  /** The ids of events, for people. */
  static String ids(List<OutboxEvent> events) {
    if (events.isEmpty()) {
      return "(none)";
    }
    String ids =
        events.stream()
            .limit(LISTED)
            .map(event -> event.id().toString())
            .collect(Collectors.joining(", "));
    int more = events.size() - LISTED;
    return more > 0 ? ids + " and " + more + " more" : ids;
  }
}
