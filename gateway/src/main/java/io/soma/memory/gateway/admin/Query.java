package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark; an empty value counts as none. */
final class Query {

  private static final String UNDELIVERED = "not-delivered";
  private static final String NEWEST = "newest";
  private static final String OLDEST = "oldest";

  private final HttpCall call;

  Query(HttpCall call) {
    this.call = call;
  }

  @Nullable String text(String name) {
    String value = call.query(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  @Nullable TenantId tenant(String name) {
    String value = text(name);
    return value == null ? null : new TenantId(value);
  }

  /** {@code all} for every status, and {@code not-delivered} too. */
  @Nullable EventStatus status(String absent) {
    String value = text("status");
    return isUndelivered() ? null : statusOf(value == null ? absent : value);
  }

  /** Whether waiting events and those in transit are asked for. */
  boolean isUndelivered() {
    String value = text("status");
    return value != null && UNDELIVERED.equals(value.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  boolean oldestFirst() {
    String value = Objects.requireNonNullElse(text("order"), NEWEST);
    if (!value.equals(NEWEST) && !value.equals(OLDEST)) {
      throw new RefusedRequestException(422, "order: must be newest or oldest");
    }
    return value.equals(OLDEST);
  }

  /** Where the status is one of the words for people; null where it is not. */
  @Nullable EventState state() {
    String value = text("status");
    return value == null ? null : EventState.named(value).orElse(null);
  }

  int integer(String name, int absent, int min, int max) {
    String value = text(name);
    if (value == null) {
      return absent;
    }
    int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    if (number < min || number > max) {
      throw new RefusedRequestException(
          422, name + ": must be a whole number from " + min + " to " + max);
    }
    return number;
  }

  static @Nullable EventStatus statusOf(String name) {
    if (name.equals("all")) {
      return null;
    }
    for (EventStatus status : EventStatus.values()) {
      if (status.wireName().equals(name.toLowerCase(Locale.ROOT))) {
        return status;
      }
    }
    // Where all events of a status are in one state, its word will do.
    return EventState.named(name)
        .filter(EventState::isWholeStatus)
        .map(EventState::status)
        .orElseThrow(
            () ->
                new RefusedRequestException(
                    400,
                    "status: must be one of "
                        + EventState.choices()
                        + ", not-delivered, all; or of pending, sent, failed"));
  }
}
