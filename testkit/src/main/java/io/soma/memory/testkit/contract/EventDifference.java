package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.write.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words how the events that arrived differ from those that should have. */
final class EventDifference {

  private static final int SHOWN = 80;

  private EventDifference() {}

  /**
   * Fails unless these events arrived, in this order.
   *
   * @param rule the rule that is broken otherwise, and what to do
   */
  static void requireNone(String rule, List<OutboxEvent> expected, List<OutboxEvent> arrived) {
    if (!expected.equals(arrived)) {
      throw new AssertionError(rule + System.lineSeparator() + describe(expected, arrived));
    }
  }

  private static String describe(List<OutboxEvent> expected, List<OutboxEvent> arrived) {
    int same = 0;
    while (same < Math.min(expected.size(), arrived.size())
        && expected.get(same).equals(arrived.get(same))) {
      same++;
    }
    if (same < expected.size()
        && same < arrived.size()
        && isTheSame(expected.get(same), arrived.get(same))) {
      return "The event "
          + expected.get(same).id()
          + " arrived changed: "
          + String.join("; ", changes(expected.get(same), arrived.get(same)));
    }
    return (same == 0 ? "" : "The first " + same + " arrived as they should. Then ")
        + "expected: the events "
        + ReplayOffer.ids(expected.subList(same, expected.size()))
        + "; arrived: the events "
        + ReplayOffer.ids(arrived.subList(same, arrived.size()));
  }

  private static boolean isTheSame(OutboxEvent one, OutboxEvent other) {
    return one.id().equals(other.id()) && one.outbox().equals(other.outbox());
  }

  private static List<String> changes(OutboxEvent expected, OutboxEvent arrived) {
    List<String> changes = new ArrayList<>();
    add(changes, "created-at", expected.createdAt(), arrived.createdAt());
    add(changes, "retries", expected.retries(), arrived.retries());
    Delivery sent = expected.delivery();
    Delivery seen = arrived.delivery();
    add(changes, "operation", sent.operation(), seen.operation());
    add(changes, "tenant", sent.tenant(), seen.tenant());
    add(changes, "namespace", sent.namespace(), seen.namespace());
    add(changes, "coordinate", sent.coordinate(), seen.coordinate());
    add(changes, "request id", sent.requestId(), seen.requestId());
    add(changes, "idempotency key", sent.idempotencyKey(), seen.idempotencyKey());
    add(changes, "dedupe key", sent.dedupeKey(), seen.dedupeKey());
    add(changes, "traceparent", sent.traceParent(), seen.traceParent());
    add(changes, "body", sent.body(), seen.body());
    return changes.isEmpty() ? List.of("a field that only equals() knows") : changes;
  }

  private static void add(
      List<String> changes, String field, @Nullable Object sent, @Nullable Object seen) {
    if (!Objects.equals(sent, seen)) {
      changes.add("its " + field + " was " + shown(sent) + " and is " + shown(seen));
    }
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value).replace("\r", "\\r").replace("\n", "\\n");
    return text.length() <= SHOWN
        ? "<" + text + ">"
        : "<" + text.substring(0, SHOWN) + "...> of " + text.length() + " characters";
  }
}
