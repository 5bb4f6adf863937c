package io.soma.memory.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.testkit.contract.RecordedEvents;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A gateway with its administrators' door open; its tenant's events wait for a test's order. */
public final class AdminRig implements AutoCloseable {

  public static final String ADMIN_TOKEN = "canary-admin-token";
  public static final String READ_TOKEN = "canary-read-only-token";

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final String[] VARIABLES = {
    "SOMABRAIN_OUTBOX_API_TOKEN",
    ADMIN_TOKEN,
    "SOMABRAIN_OUTBOX_API_TOKEN_READ",
    READ_TOKEN,
    "SOMABRAIN_ADMIN_BIND",
    "127.0.0.1:0"
  };

  private final GatewayRig rig;

  /** Nothing is delivered until a test releases the circuit. */
  public AdminRig() {
    this(new GatewayRig(VARIABLES));
  }

  /** The same, where events travel by this transport. */
  public AdminRig(EventPublisher transport) {
    this(GatewayRig.carriedBy(transport, VARIABLES));
  }

  private AdminRig(GatewayRig rig) {
    this.rig = rig;
    post("/admin/tenants/alpha", "{\"circuit\":\"open\"}");
  }

  public GatewayRig gateway() {
    return rig;
  }

  public String url() {
    return "http://127.0.0.1:" + rig.serve().adminPort();
  }

  /** Queues a write, and says its event's id. */
  public long queue(String text) {
    HttpResponse<String> answer =
        rig.post(
            "/memories", "{\"key\":\"%s\",\"payload\":{\"text\":\"%s\"}}".formatted(text, text));
    return Long.parseLong(answer.headers().firstValue("X-Soma-Event-Id").orElseThrow());
  }

  /** Queues a write that the memory service refuses, and says its event's id. */
  public long fail(String text) {
    long id = queue(text);
    rig.fakes().outbox().fail(GatewayRig.TENANT, new EventId(id), "422 it is wrong");
    return id;
  }

  /** The transport takes an event. */
  public void markSent(long id) {
    TenantLease lease =
        rig.fakes()
            .leases()
            .acquire(GatewayRig.TENANT, LeaseRight.CARRY, Duration.ofMinutes(1))
            .orElseThrow();
    rig.fakes().outbox().markSent(lease, List.of(new EventId(id)));
    rig.fakes().leases().release(lease);
  }

  /** The memory service confirms an event. */
  public void confirm(long id) {
    OutboxEvent event = RecordedEvents.find(rig.fakes().records(), new EventId(id));
    rig.fakes().outbox().confirm(GatewayRig.TENANT, List.of(event));
  }

  public EventStatus statusOf(long id) {
    return rig.fakes().outbox().statusOf(new EventId(id));
  }

  public CircuitState circuit(TenantId tenant) {
    String name = get("/admin/tenants/" + tenant).path("circuit").asText();
    return CircuitState.valueOf(name.toUpperCase(Locale.ROOT));
  }

  public void outboxAvailable(boolean available) {
    rig.fakes().outbox().available(available);
    rig.fakes().records().available(available);
  }

  public void advanceSeconds(long seconds) {
    rig.fakes().clock().advance(Duration.ofSeconds(seconds));
  }

  public JsonNode get(String path) {
    return json(raw(path));
  }

  public JsonNode post(String path, String body, Object... arguments) {
    return json(rawPost(path, body.formatted(arguments)));
  }

  public HttpResponse<String> raw(String path) {
    return withToken("Bearer " + ADMIN_TOKEN, path);
  }

  public HttpResponse<String> withToken(String authorization, String path) {
    return rig.send(request(path).header("Authorization", authorization));
  }

  public HttpResponse<String> anonymous(String path) {
    return rig.send(request(path));
  }

  public HttpResponse<String> rawPost(String path, String body) {
    return rig.send(
        request(path)
            .header("Authorization", "Bearer " + ADMIN_TOKEN)
            .POST(BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> anonymousPost(String path, String body) {
    return rig.send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Override
  public void close() {
    rig.close();
  }
}
