package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.TenantAdministration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How tenants are doing, and the orders to their circuits, which hold in every process. */
public final class TenantRoutes {

  private static final int LISTED = 1000;

  private final TenantAdministration tenants;
  private final HealthReport health;
  private final AuditLog audit;

  /** Of one engine. */
  public TenantRoutes(TenantAdministration tenants, HealthReport health, AuditLog audit) {
    this.audit = audit;
    this.tenants = tenants;
    this.health = health;
  }

  List<Route> behind(AdminDoor door) {
    return List.of(
        new Route("GET", "/admin/tenants", door.get((call, body) -> Reply.json(200, list()))),
        new Route("GET", "/admin/tenants/*", door.get((call, body) -> one(call.variable()))),
        new Route(
            "POST", "/admin/tenants/*", door.post((call, body) -> order(call, new Order(body)))));
  }

  /** The list for the live feed. */
  LivePart live() {
    return new LivePart("tenants", () -> JsonOutput.of(list()));
  }

  /** The part that needs no database. */
  LivePart liveHealth() {
    return new LivePart("health", () -> JsonOutput.of(around()));
  }

  private Map<String, @Nullable Object> list() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("tenants", tenants.tenants(LISTED).stream().map(Shown::tenant).toList());
    shown.putAll(around());
    return shown;
  }

  // What this process knows of the services around it, without a call.
  private Map<String, @Nullable Object> around() {
    Optional<ServiceHealth> service = health.service();
    Optional<BrokerHealth> broker = health.broker();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put(
        "memory_service",
        service.map(seen -> seen.acceptsWrites() ? "up" : "down").orElse("unknown"));
    shown.put("memory_service_detail", service.map(ServiceHealth::detail).orElse(null));
    shown.put("broker", broker.map(seen -> seen.isUp() ? "up" : "down").orElse("none"));
    shown.put("broker_detail", broker.map(BrokerHealth::detail).orElse(null));
    shown.put("clock_skew_seconds", health.clockSkew().map(TenantRoutes::seconds).orElse(null));
    shown.put("takes_writes", health.takesWrites());
    shown.put("background_troubles", health.backgroundTroubles());
    shown.put("process", ProcessName.HERE);
    return shown;
  }

  // So coarse that a live page does not change all the time.
  private static double seconds(Duration skew) {
    return skew.toMillis() / 500 / 2.0;
  }

  private Reply one(String name) {
    TenantId tenant = new TenantId(name);
    Map<String, @Nullable Object> shown = Shown.tenant(tenants.tenant(tenant));
    shown.put("known", tenants.isKnown(tenant));
    return Reply.json(200, shown);
  }

  private Reply order(HttpCall call, Order order) {
    TenantId tenant = new TenantId(call.variable());
    String circuit = order.required("circuit");
    Consumer<TenantId> given =
        switch (circuit) {
          case "open" -> tenants::forceOpen;
          case "closed" -> tenants::forceClosed;
          case "release" -> tenants::release;
          default ->
              throw new RefusedRequestException(
                  422, "circuit: must be one of open, closed, release");
        };
    String action = "circuit " + circuit;
    TenantId ordered =
        audit.attempt(
            call,
            action,
            tenant.value(),
            List.of(),
            () -> {
              given.accept(tenant);
              return tenant;
            });
    audit.note(
        call, action, ordered.value(), List.of(), "an operator ordered a circuit: " + circuit);
    return one(call.variable());
  }
}
