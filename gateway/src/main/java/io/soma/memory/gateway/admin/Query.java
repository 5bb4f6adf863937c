package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark; an empty value counts as none. */
final class Query {

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

  /** {@code all} for every status. */
  @Nullable EventStatus status(String absent) {
    String value = text("status");
    return statusOf(value == null ? absent : value);
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
                        + ", all; or of pending, sent, failed"));
  }
}
