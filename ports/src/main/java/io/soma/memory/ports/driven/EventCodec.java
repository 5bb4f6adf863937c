package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Events as text, for transports that carry text: lines {@code name: value}, an empty line, and the
 * body as it is. The first line is the version of the form; a reader refuses one that it does not
 * know. An event that comes back is applied only if the outbox has it, so the text needs no seal.
 */
public final class EventCodec {

  /** The version that is written. */
  public static final String VERSION = "1";

  private static final String FORM = "soma-event";
  private static final String END_OF_FIELDS = "\n\n";

  private EventCodec() {}

  /** The event as text. */
  public static String encode(OutboxEvent event) {
    Delivery delivery = event.delivery();
    StringBuilder text = new StringBuilder();
    add(text, FORM, VERSION);
    add(text, "outbox", event.outbox());
    add(text, "event", event.id());
    add(text, "created-at", event.createdAt());
    add(text, "retries", event.retries());
    add(text, "operation", delivery.operation().topic());
    add(text, "tenant", delivery.tenant());
    add(text, "namespace", delivery.namespace());
    add(text, "coordinate", delivery.orderingKey());
    add(text, "request-id", delivery.requestId());
    add(text, "idempotency-key", delivery.idempotencyKey());
    add(text, "dedupe-key", delivery.dedupeKey());
    if (delivery.traceParent() != null) {
      add(text, "traceparent", delivery.traceParent());
    }
    return text.append('\n').append(delivery.body()).toString();
  }

  private static void add(StringBuilder text, String name, Object value) {
    String escaped = value.toString().replace("\\", "\\\\").replace("\n", "\\n");
    text.append(name).append(": ").append(escaped).append('\n');
  }

  /**
   * The event of a text.
   *
   * @throws IllegalArgumentException if {@link #encode} never makes such a value; the message says
   *     why
   */
  public static OutboxEvent decode(String text) {
    int end = text.indexOf(END_OF_FIELDS);
    if (end < 0) {
      throw new IllegalArgumentException("no empty line ends the fields: the text was cut");
    }
    Map<String, String> fields = fields(text.substring(0, end));
    if (!VERSION.equals(fields.get(FORM))) {
      throw new IllegalArgumentException(
          "the form has version " + fields.get(FORM) + ", and " + VERSION + " is known here");
    }
    return event(fields, text.substring(end + END_OF_FIELDS.length()));
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IllegalArgumentException("a line of the fields has no colon");
      }
      fields.put(line.substring(0, colon), unescaped(line.substring(colon + 2)));
    }
    return fields;
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next != '\\' || i + 1 == value.length()) {
        text.append(next);
      } else {
        i++;
        text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
      }
    }
    return text.toString();
  }

  private static OutboxEvent event(Map<String, String> fields, String body) {
    TenantId tenant = new TenantId(field(fields, "tenant"));
    String trace = fields.get("traceparent");
    Delivery delivery =
        new Delivery(
            new Namespace(field(fields, "namespace"), tenant),
            WriteOperation.ofTopic(field(fields, "operation")),
            new Coordinate(field(fields, "coordinate")),
            identity(fields),
            body,
            trace == null ? null : new TraceParent(trace));
    return new OutboxEvent(
        new OutboxIdentity(UUID.fromString(field(fields, "outbox"))),
        new EventId(Long.parseLong(field(fields, "event"))),
        Instant.parse(field(fields, "created-at")),
        Integer.parseInt(field(fields, "retries")),
        delivery);
  }

  private static WriteIdentity identity(Map<String, String> fields) {
    return new WriteIdentity(
        new RequestId(field(fields, "request-id")),
        new IdempotencyKey(UUID.fromString(field(fields, "idempotency-key"))),
        new DedupeKey(field(fields, "dedupe-key")));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the field " + name + " is missing");
    }
    return value;
  }
}
