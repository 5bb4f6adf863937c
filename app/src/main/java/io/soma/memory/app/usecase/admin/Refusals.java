package io.soma.memory.app.usecase.admin;

import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.ports.driving.Refusal;
import java.util.Optional;

/** The events that an operator's command leaves alone. */
final class Refusals {

  private Refusals() {}

  /** Why a replay leaves an event alone; empty if it does not. */
  static Optional<Refusal> ofReplay(EventStanding event, boolean force) {
    if (event.mayBeRequeued(force)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (event.status()) {
          case PENDING -> Refusal.ALREADY_PENDING;
          case SENT -> Refusal.CONFIRMED;
          case FAILED -> Refusal.OVERTAKEN;
        });
  }

  /** Why a discard leaves an event alone; empty if it does not. */
  static Optional<Refusal> ofDiscard(EventStanding event, boolean force) {
    if (event.status() == EventStatus.FAILED) {
      return Optional.empty();
    }
    if (event.confirmed()) {
      return Optional.of(Refusal.RETAINED);
    }
    return force ? Optional.empty() : Optional.of(Refusal.NOT_FAILED);
  }
}
