package io.soma.memory.app.usecase.admin;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.OutboxChange.Refused;
import io.soma.memory.ports.driving.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Which events an order means to change, tenant by tenant, and which it leaves alone. */
final class ChangePlan {

  private final SortedMap<TenantId, List<EventStanding>> meant = new TreeMap<>();
  private final SortedMap<EventId, Refusal> refused = new TreeMap<>();

  /**
   * @param ids the ids that the operator named
   * @param standings how those that are there stand
   * @param refusal why one is left alone
   */
  ChangePlan(
      List<EventId> ids,
      List<EventStanding> standings,
      Function<EventStanding, Optional<Refusal>> refusal) {
    ids.forEach(id -> refused.put(id, Refusal.NOT_FOUND));
    for (EventStanding standing : standings) {
      Optional<Refusal> why = refusal.apply(standing);
      if (why.isPresent()) {
        refused.put(standing.id(), why.get());
      } else {
        refused.remove(standing.id());
        meant.computeIfAbsent(standing.tenant(), t -> new ArrayList<>()).add(standing);
      }
    }
  }

  /** The events that would change. */
  OutboxChange dryRun() {
    Map<TenantId, List<EventId>> changed = new HashMap<>();
    meant.forEach((tenant, events) -> changed.put(tenant, ids(events)));
    return result(changed, true);
  }

  /**
   * The events of one tenant that an order changed.
   *
   * @param others why it left the others alone
   */
  record TenantChange(List<EventId> changed, Refusal others) {

    /** What the outbox did not change was changed by another party meanwhile. */
    static TenantChange of(List<EventId> changed) {
      return new TenantChange(changed, Refusal.CHANGED_MEANWHILE);
    }
  }

  /** Changes them. */
  OutboxChange run(BiFunction<TenantId, List<EventStanding>, TenantChange> change) {
    Map<TenantId, List<EventId>> changed = new HashMap<>();
    meant.forEach(
        (tenant, events) -> {
          TenantChange done = change.apply(tenant, events);
          Set<EventId> unchanged = new HashSet<>(ids(events));
          unchanged.removeAll(Set.copyOf(done.changed()));
          unchanged.forEach(id -> refused.put(id, done.others()));
          if (!done.changed().isEmpty()) {
            changed.put(tenant, done.changed());
          }
        });
    return result(changed, false);
  }

  private static List<EventId> ids(List<EventStanding> events) {
    return events.stream().map(EventStanding::id).toList();
  }

  private OutboxChange result(Map<TenantId, List<EventId>> changed, boolean dryRun) {
    List<Refused> left =
        refused.entrySet().stream()
            .map(each -> new Refused(each.getKey(), each.getValue()))
            .toList();
    return new OutboxChange(changed, left, dryRun);
  }
}
