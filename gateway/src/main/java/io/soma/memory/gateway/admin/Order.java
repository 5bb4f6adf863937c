package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.json.JsonTree;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ReplayOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of an order; each method says what is wrong with its field. */
final class Order {

  /** The end of the year 9999; PostgreSQL and Java both hold it. */
  private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private final Map<?, ?> body;

  Order(byte[] bytes) {
    if (bytes.length == 0 || !(JsonTree.read(bytes) instanceof Map<?, ?> object)) {
      throw new RefusedRequestException(422, "the body must be a JSON object");
    }
    this.body = object;
  }

  /** Named events. */
  List<EventId> ids() {
    int most = OutboxAdministration.MAX_NAMED;
    String wrong = "event_ids: must be a list of 1 to " + most + " event ids";
    if (!(body.get("event_ids") instanceof List<?> list) || list.isEmpty() || list.size() > most) {
      throw new RefusedRequestException(422, wrong);
    }
    List<EventId> ids = new ArrayList<>();
    for (Object id : list) {
      if (!(id instanceof Long number) || number < 1) {
        throw new RefusedRequestException(422, wrong);
      }
      ids.add(new EventId(number));
    }
    return ids;
  }

  /** Events that are meant without being named. */
  EventSelection selection() {
    EventStatus status = Query.statusOf(Objects.requireNonNullElse(text("status"), "failed"));
    if (status == null) {
      throw new RefusedRequestException(400, "status: must be one of pending, sent, failed");
    }
    return new EventSelection(
        new TenantId(required("tenant_id")), status, text("topic_filter"), before(), limit());
  }

  ReplayOptions options() {
    return new ReplayOptions(flag("force"), flag("dry_run"));
  }

  DiscardOptions discardOptions() {
    return new DiscardOptions(flag("force"), flag("dry_run"));
  }

  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new RefusedRequestException(422, name + ": is missing");
    }
    return text;
  }

  private @Nullable String text(String name) {
    Object value = body.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new RefusedRequestException(422, name + ": must be a text");
  }

  private boolean flag(String name) {
    Object value = body.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw new RefusedRequestException(422, name + ": must be true or false");
  }

  private int limit() {
    Object value = body.get("limit");
    if (value == null) {
      return EventSelection.DEFAULT_LIMIT;
    }
    if (value instanceof Long number && number >= 1 && number <= EventSelection.MAX_LIMIT) {
      return number.intValue();
    }
    throw new RefusedRequestException(
        422, "limit: must be a whole number from 1 to " + EventSelection.MAX_LIMIT);
  }

  // Seconds since 1970, as the Python service takes them, or ISO 8601.
  private @Nullable Instant before() {
    Object value = body.get("before_timestamp");
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof String text) {
        return OffsetDateTime.parse(text).toInstant();
      }
      if (value instanceof Number number) {
        return ofSeconds(new BigDecimal(number.toString()));
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw new RefusedRequestException(
        422, "before_timestamp: must be seconds since 1970, or like 2026-01-31T12:00:00Z");
  }

  private static Instant ofSeconds(BigDecimal seconds) {
    if (seconds.abs().compareTo(LATEST_SECOND) > 0) {
      throw new RefusedRequestException(
          400, "before_timestamp: is beyond the year 9999, in seconds since 1970");
    }
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }
}
