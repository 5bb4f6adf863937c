package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.Refusal;
import io.soma.memory.ports.driving.ReplayOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outbox, as the users' scripts know it. */
public final class OutboxRoutes {

  private static final int LISTED = 50;
  private static final int NAMED = 10;

  private final OutboxAdministration outbox;
  private final HealthReport health;
  private final AuditLog audit;

  /** Over an outbox. */
  public OutboxRoutes(OutboxAdministration outbox, HealthReport health, AuditLog audit) {
    this.health = health;
    this.outbox = outbox;
    this.audit = audit;
  }

  List<Route> behind(AdminDoor door) {
    return List.of(
        new Route("GET", "/admin/outbox", door.get((call, body) -> list(call))),
        new Route("GET", "/admin/outbox/summary", door.get((call, body) -> summary())),
        new Route("POST", "/admin/outbox/replay", door.post((call, body) -> replay(call, body))),
        new Route(
            "POST",
            "/admin/outbox/replay/tenant",
            door.post((call, body) -> replayMany(call, body))),
        new Route("POST", "/admin/outbox/discard", door.post((call, body) -> discard(call, body))),
        new Route(
            "POST",
            "/admin/outbox/discard/tenant",
            door.post((call, body) -> discardMany(call, body))));
  }

  /** Counts, failed events and rates for the live feed. */
  List<LivePart> live() {
    LiveOutbox counts = new LiveOutbox(outbox, health, MonotonicClock.SYSTEM);
    List<LivePart> parts = new ArrayList<>(counts.parts());
    parts.add(new LiveRates(outbox::traffic, MonotonicClock.SYSTEM).part());
    return parts;
  }

  private Reply list(HttpCall call) {
    Query query = new Query(call);
    EventState state = query.state();
    EventStatus status = state == null ? query.status("pending") : state.status();
    EventFilter filter =
        new EventFilter(
            status,
            query.tenant("tenant"),
            query.text("topic_filter"),
            state == EventState.IN_TRANSIT || query.isUndelivered(),
            query.oldestFirst());
    int limit = query.integer("limit", LISTED, 1, OutboxAdministration.MAX_LISTED);
    int offset = query.integer("offset", 0, 0, Integer.MAX_VALUE);
    return Reply.json(200, EventPages.of(outbox, health, filter, state, offset).upTo(limit));
  }

  private Reply summary() {
    return Reply.json(200, StateCounts.summary(outbox, health));
  }

  private Reply replay(HttpCall call, byte[] body) {
    Order order = new Order(body);
    List<EventId> ids = order.ids();
    ReplayOptions options = order.options();
    OutboxChange change =
        attempt(call, "replay", options.dryRun(), null, ids, () -> outbox.replay(ids, options));
    return reply(call, "replay", change, Map.of());
  }

  private Reply replayMany(HttpCall call, byte[] body) {
    Order order = new Order(body);
    EventSelection meant = order.selection();
    ReplayOptions options = order.options();
    OutboxChange change =
        attempt(
            call,
            "replay",
            options.dryRun(),
            meant.tenant().value(),
            List.of(),
            () -> outbox.replay(meant, options));
    return reply(call, "replay", change, named(meant));
  }

  private Reply discard(HttpCall call, byte[] body) {
    Order order = new Order(body);
    List<EventId> ids = order.ids();
    DiscardOptions options = order.discardOptions();
    OutboxChange change =
        attempt(call, "discard", options.dryRun(), null, ids, () -> outbox.discard(ids, options));
    return reply(call, "discard", change, Map.of());
  }

  private Reply discardMany(HttpCall call, byte[] body) {
    Order order = new Order(body);
    EventSelection meant = order.selection();
    DiscardOptions options = order.discardOptions();
    OutboxChange change =
        attempt(
            call,
            "discard",
            options.dryRun(),
            meant.tenant().value(),
            List.of(),
            () -> outbox.discard(meant, options));
    return reply(call, "discard", change, named(meant));
  }

  // A dry run changes nothing, so that its failure is no entry of the audit.
  private OutboxChange attempt(
      HttpCall call,
      String action,
      boolean isDryRun,
      @Nullable String tenant,
      List<EventId> named,
      Supplier<OutboxChange> order) {
    return isDryRun ? order.get() : audit.attempt(call, action, tenant, named, order);
  }

  private static Map<String, Object> named(EventSelection meant) {
    return Map.of("tenant_id", meant.tenant().value(), "status", meant.status().wireName());
  }

  // Named events that are all unknown are a mistake; a selection of none is an answer.
  private Reply reply(
      HttpCall call, String action, OutboxChange change, Map<String, Object> meant) {
    List<EventId> changed = change.changed();
    if (meant.isEmpty() && changed.isEmpty() && allUnknown(change)) {
      return Reply.error(404, "there is no such event: " + numbers(change.refused()));
    }
    String done = action.equals("replay") ? "replayed" : "discarded";
    if (!change.dryRun()) {
      String words = "an operator had events " + done;
      change
          .byTenant()
          .forEach((tenant, events) -> audit.note(call, action, tenant.value(), events, words));
    }
    Map<String, Object> shown = new HashMap<>(meant);
    shown.put(done, changed.size());
    shown.put("event_ids", changed.stream().map(EventId::value).toList());
    shown.put("refused", change.refused().stream().map(Shown::refused).toList());
    shown.put("dry_run", change.dryRun());
    return Reply.json(200, shown);
  }

  // An order names up to a thousand.
  private static String numbers(List<OutboxChange.Refused> refused) {
    String first =
        refused.stream()
            .limit(NAMED)
            .map(each -> Long.toString(each.id().value()))
            .collect(Collectors.joining(", "));
    return refused.size() <= NAMED ? first : first + " and " + (refused.size() - NAMED) + " more";
  }

  private static boolean allUnknown(OutboxChange change) {
    return change.refused().stream().allMatch(refused -> refused.why() == Refusal.NOT_FOUND);
  }
}
