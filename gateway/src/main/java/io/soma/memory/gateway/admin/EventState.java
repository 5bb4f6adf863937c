package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far an event has come, in the words of operators. */
enum EventState {
  /** Committed in the outbox; the transport has not taken it. */
  WAITING(EventStatus.PENDING),
  /** The transport has it; the memory service has not confirmed it. */
  IN_TRANSIT(EventStatus.SENT),
  /** The memory service has confirmed it; it is kept for its retention. */
  DELIVERED(EventStatus.SENT),
  /** It waits for an operator. */
  FAILED(EventStatus.FAILED);

  private final EventStatus status;

  EventState(EventStatus status) {
    this.status = status;
  }

  /** The state of an event. */
  static EventState of(OutboxEntry entry) {
    return switch (entry.status()) {
      case PENDING -> WAITING;
      case SENT -> entry.confirmed() ? DELIVERED : IN_TRANSIT;
      case FAILED -> FAILED;
    };
  }

  /** The state of this name; words may be joined by a blank, a hyphen or an underscore. */
  static Optional<EventState> named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
    return Arrays.stream(values()).filter(state -> state.words().equals(plain)).findFirst();
  }

  /** All of them, for people. */
  static String choices() {
    return Arrays.stream(values()).map(EventState::words).collect(Collectors.joining(", "));
  }

  /** The name as people and programs read it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The status in which the outbox has such events. */
  EventStatus status() {
    return status;
  }

  /** Whether every event of the status is in this state. */
  boolean isWholeStatus() {
    return status != EventStatus.SENT;
  }
}
