package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.EventId;
import java.util.List;

/**
 * The events that an operator's command changed, or would have changed.
 *
 * @param changed in ascending order
 * @param refused in ascending order
 * @param dryRun whether nothing was done
 */
public record OutboxChange(List<EventId> changed, List<Refused> refused, boolean dryRun) {

  public OutboxChange {
    changed = List.copyOf(changed);
    refused = List.copyOf(refused);
  }

  /** An event that was left alone. */
  public record Refused(EventId id, Refusal why) {}
}
