package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.GatewayRig;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who only looks sees everything and changes nothing; who changes something is in the audit. */
class ReadOnlyTokenTest {

  private final AdminRig rig = new AdminRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyRouteThatOnlyLooksAnswersIt() throws Exception {
    long id = rig.queue("one");

    List<String> routes = routes("GET ");
    assertThat(routes).isNotEmpty();
    for (String route : routes) {
      String path = route.replace("events/*", "events/" + id).replace("*", "alpha");
      assertThat(statusOf(path)).as(path).isEqualTo(200);
      assertThat(rig.anonymous(path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void everyRouteThatChangesSomethingRefusesIt() {
    long failed = rig.fail("one");
    String orders =
        "{\"event_ids\":[%d],\"tenant_id\":\"alpha\",\"circuit\":\"release\",\"force\":true}"
            .formatted(failed);

    List<String> routes = routes("POST ");
    assertThat(routes).hasSize(6);
    for (String route : routes) {
      String path = route.replace("events/*", "events/" + failed).replace("*", "alpha");
      HttpResponse<String> answer = send("POST", path, orders);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("read-only");
    }
    assertThat(rig.statusOf(failed)).isEqualTo(EventStatus.FAILED);
    assertThat(rig.circuit(GatewayRig.TENANT)).isEqualTo(CircuitState.FORCED_OPEN);
    assertThat(rig.get("/admin/audit").path("entries")).hasSize(1);
  }

  @Test
  void noRouteHasAnotherMethod() {
    assertThat(routes("")).allMatch(path -> path.startsWith("GET ") || path.startsWith("POST "));
  }

  @Test
  void aSessionSaysWhatItsTokenMayDo() {
    assertThat(rig.get("/admin/session").path("read_only").asBoolean()).isFalse();
    assertThat(send("GET", "/admin/session", "").body()).contains("\"read_only\":true");
    assertThat(rig.anonymous("/admin/session").statusCode()).isEqualTo(401);
  }

  @Test
  void theAuditSaysWhoDidWhatToWhichEvents() {
    long failed = rig.fail("one");
    HttpResponse<String> replayed =
        rig.gateway()
            .send(
                HttpRequest.newBuilder(URI.create(rig.url() + "/admin/outbox/replay"))
                    .header("Authorization", "Bearer " + AdminRig.ADMIN_TOKEN)
                    .header("X-Soma-Operator", "alice")
                    .POST(BodyPublishers.ofString("{\"event_ids\":[" + failed + "]}")));
    assertThat(replayed.statusCode()).isEqualTo(200);
    rig.post("/admin/outbox/discard/tenant", "{\"tenant_id\":\"alpha\",\"dry_run\":true}");

    JsonNode audit = rig.get("/admin/audit");

    assertThat(audit.path("process").asText()).endsWith("/" + ProcessHandle.current().pid());
    assertThat(audit.path("entries")).hasSize(2);
    JsonNode replay = audit.path("entries").path(0);
    assertThat(replay.path("operator").asText()).isEqualTo("alice");
    assertThat(replay.path("from").asText()).isEqualTo("127.0.0.1");
    assertThat(replay.path("action").asText()).isEqualTo("replay");
    assertThat(replay.path("event_ids").path(0).asLong()).isEqualTo(failed);
    assertThat(replay.path("count").asInt()).isEqualTo(1);
    JsonNode circuit = audit.path("entries").path(1);
    assertThat(circuit.path("action").asText()).isEqualTo("circuit open");
    assertThat(circuit.path("tenant_id").asText()).isEqualTo("alpha");
    assertThat(circuit.path("operator").asText()).isEqualTo("unnamed");
  }

  private List<String> routes(String method) {
    return rig.gateway().serve().adminRoutes().stream()
        .filter(route -> route.startsWith(method) && route.contains(" /admin/"))
        .map(route -> route.substring(method.length()))
        .toList();
  }

  // Of an answer that may have no end.
  private int statusOf(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.url() + path))
            .header("Authorization", "Bearer " + AdminRig.READ_TOKEN)
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return rig.gateway()
        .send(
            HttpRequest.newBuilder(URI.create(rig.url() + path))
                .header("Authorization", "Bearer " + AdminRig.READ_TOKEN)
                .method(method, BodyPublishers.ofString(body)));
  }
}
