package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.admin.ChangePlan.TenantChange;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.OutboxSummary;
import io.soma.memory.ports.driving.ReplayOptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into the outbox, has events applied again, and throws failed ones away. */
public final class StoredOutboxAdministration implements OutboxAdministration {

  private final Outbox outbox;
  private final OutboxRecords records;
  private final TrafficCounter traffic;
  private final Requeue requeue;
  private final Discard discard;

  @Inject
  StoredOutboxAdministration(
      Outbox outbox,
      OutboxRecords records,
      TrafficCounter traffic,
      Requeue requeue,
      Discard discard) {
    this.outbox = outbox;
    this.records = records;
    this.traffic = traffic;
    this.requeue = requeue;
    this.discard = discard;
  }

  @Override
  public List<TenantBacklog> backlog() {
    return outbox.backlog();
  }

  @Override
  public OutboxSummary summary() {
    return new OutboxSummary(records.counts());
  }

  @Override
  public OutboxTraffic traffic(@Nullable TrafficMark since) {
    return traffic.since(since);
  }

  @Override
  public List<OutboxEntry> list(EventFilter filter, int limit, int offset) {
    require(limit >= 1 && limit <= MAX_LISTED, "the limit must be from 1 to " + MAX_LISTED);
    require(offset >= 0, "the offset must not be negative");
    return records.list(filter, limit, offset);
  }

  @Override
  public Optional<OutboxEntry> find(EventId id) {
    return records.find(id);
  }

  @Override
  public OutboxChange replay(List<EventId> ids, ReplayOptions options) {
    return replayAll(named(ids), options);
  }

  @Override
  public OutboxChange replay(EventSelection selection, ReplayOptions options) {
    return replayAll(records.select(selection), options);
  }

  @Override
  public OutboxChange discard(List<EventId> ids, DiscardOptions options) {
    return discardAll(named(ids), options);
  }

  @Override
  public OutboxChange discard(EventSelection selection, DiscardOptions options) {
    return discardAll(records.select(selection), options);
  }

  private OutboxChange replayAll(List<EventId> ids, ReplayOptions options) {
    boolean force = options.force();
    ChangePlan plan =
        new ChangePlan(ids, records.standings(ids), event -> Refusals.ofReplay(event, force));
    return options.dryRun()
        ? plan.dryRun()
        : plan.run((tenant, events) -> TenantChange.of(requeue.requeue(tenant, events, force)));
  }

  private OutboxChange discardAll(List<EventId> ids, DiscardOptions options) {
    boolean force = options.force();
    ChangePlan plan =
        new ChangePlan(ids, records.standings(ids), event -> Refusals.ofDiscard(event, force));
    return options.dryRun() ? plan.dryRun() : plan.run(discard::discard);
  }

  private static List<EventId> named(List<EventId> ids) {
    require(
        !ids.isEmpty() && ids.size() <= MAX_NAMED,
        "from 1 to " + MAX_NAMED + " events must be named");
    return ids;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
