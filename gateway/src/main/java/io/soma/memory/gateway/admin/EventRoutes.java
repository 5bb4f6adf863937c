package io.soma.memory.gateway.admin;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.ReplayOptions;
import io.soma.memory.ports.driving.TenantAdministration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event: all that is known of it, and a further attempt now. */
public final class EventRoutes {

  private final OutboxAdministration outbox;
  private final TenantAdministration tenants;
  private final HealthReport health;
  private final AuditLog audit;

  /** Of one engine. */
  public EventRoutes(
      OutboxAdministration outbox,
      TenantAdministration tenants,
      HealthReport health,
      AuditLog audit) {
    this.health = health;
    this.audit = audit;
    this.outbox = outbox;
    this.tenants = tenants;
  }

  List<Route> behind(AdminDoor door) {
    return List.of(
        new Route("GET", "/admin/outbox/events/*", door.get((call, body) -> show(call.variable()))),
        new Route("POST", "/admin/outbox/events/*", door.post((call, body) -> retry(call))));
  }

  private Reply show(String name) {
    OutboxEntry entry = found(name);
    Map<String, @Nullable Object> shown = Shown.event(entry, health);
    shown.put("address", entry.row().address());
    shown.put("circuit", Shown.tenant(tenants.tenant(entry.row().tenant())));
    return Reply.json(200, JsonOutput.of(shown, "payload", entry.row().body()));
  }

  // A failed event goes back into its place; one that waits for its tenant's circuit has that
  // probed, and one that the transport refuses is offered to it again.
  private Reply retry(HttpCall call) {
    OutboxEntry entry = found(call.variable());
    EventState state = EventState.of(entry);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", entry.row().id().value());
    shown.put("tenant_id", entry.row().tenant().value());
    shown.put("state", state.words());
    switch (state) {
      case FAILED -> shown.put("done", replay(call, entry));
      case WAITING, IN_TRANSIT -> shown.put("done", probe(call, entry));
      case DELIVERED -> shown.put("done", "nothing: the memory service has confirmed it");
    }
    return Reply.json(200, shown);
  }

  private String replay(HttpCall call, OutboxEntry entry) {
    List<EventId> id = List.of(entry.row().id());
    OutboxChange change =
        audit.attempt(
            call,
            "retry",
            entry.row().tenant().value(),
            id,
            () -> outbox.replay(id, new ReplayOptions(false, false)));
    if (change.changed().isEmpty()) {
      throw new RefusedRequestException(
          409, "event " + id.get(0).value() + ": " + change.refused().get(0).why().words());
    }
    return noted(call, entry, "it waits in its old place again, with no attempts spent");
  }

  private String probe(HttpCall call, OutboxEntry entry) {
    if (!entry.isReadable()) {
      return "nothing: " + entry.lastError();
    }
    TenantId tenant = entry.row().tenant();
    CircuitState before = tenants.tenant(tenant).circuit();
    Optional<TransportRefusal> refusal = health.refusal(tenant);
    tenants.probeNow(tenant);
    CircuitState after = tenants.tenant(tenant).circuit();
    if (before == CircuitState.OPEN && after != CircuitState.OPEN) {
      return noted(call, entry, "the circuit in this process is probed now");
    }
    return refusal
        .map(why -> noted(call, entry, offeredAgain(why)))
        .orElseGet(() -> whyNotProbed(after));
  }

  private static String offeredAgain(TransportRefusal refusal) {
    return "it is offered again now to the transport "
        + refusal.transport()
        + ", which takes none of the tenant's events: "
        + refusal.reason();
  }

  private String noted(HttpCall call, OutboxEntry entry, String done) {
    audit.note(
        call,
        "retry",
        entry.row().tenant().value(),
        List.of(entry.row().id()),
        "an operator had an event tried again: " + done);
    return done;
  }

  private static String whyNotProbed(CircuitState circuit) {
    return switch (circuit) {
      case OPEN -> "nothing: the circuit has been probed ahead of time already";
      case FORCED_OPEN -> "nothing: the circuit is forced open; release it first";
      case HALF_OPEN -> "nothing: the circuit is being probed";
      case CLOSED, FORCED_CLOSED, IDLE -> "nothing: the circuit lets it pass, and it is on its way";
    };
  }

  private OutboxEntry found(String name) {
    if (!name.matches("[1-9]\\d{0,17}")) {
      throw new RefusedRequestException(422, "the event id must be a whole number");
    }
    return outbox
        .find(new EventId(Long.parseLong(name)))
        .orElseThrow(() -> new RefusedRequestException(404, "there is no event " + name));
  }
}
