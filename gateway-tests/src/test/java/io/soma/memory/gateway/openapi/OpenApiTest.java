package io.soma.memory.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.DocumentedAnswers;
import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.testkit.fake.InMemoryTransport;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI documents against the running service. The rigs hold each answer of every other test
 * of this module against them, too.
 */
class OpenApiTest {

  private final DocumentedAnswers gateway = new DocumentedAnswers(OpenApiDocument.GATEWAY);
  private final DocumentedAnswers admin = new DocumentedAnswers(OpenApiDocument.ADMIN);

  @Test
  void theGatewaysRoutesAreTheDocumentedOnes() {
    try (GatewayRig rig = new GatewayRig()) {
      assertThat(gateway.operations())
          .containsExactlyInAnyOrderElementsOf(rig.serve().gatewayRoutes());
    }
  }

  @Test
  void theAdminApisRoutesAreTheDocumentedOnes() {
    try (AdminRig rig = new AdminRig()) {
      assertThat(admin.operations())
          .containsExactlyInAnyOrderElementsOf(
              rig.gateway().serve().adminRoutes().stream()
                  .filter(route -> !route.startsWith("GET /console"))
                  .toList());
    }
  }

  @Test
  void documentsEveryTopicOfAnEvent() throws Exception {
    List<String> topics =
        Arrays.stream(WriteOperation.values()).map(WriteOperation::topic).toList();
    List<String> documented = new ArrayList<>();

    for (JsonNode topic :
        new JsonMapper().readTree(OpenApiDocument.ADMIN.text()).findValues("topic")) {
      topic.path("enum").forEach(each -> documented.add(each.asText()));
    }

    assertThat(documented).isNotEmpty().containsOnlyElementsOf(topics);
    assertThat(topics).isSubsetOf(documented);
  }

  @Test
  void bothAreServedWithoutAToken() {
    try (AdminRig rig = new AdminRig()) {
      HttpResponse<String> ofGateway = rig.gateway().send(rig.gateway().anonymous("/openapi.json"));
      assertThat(ofGateway.headers().firstValue("Content-Type"))
          .hasValue("application/json; charset=utf-8");
      assertThat(ofGateway.body()).isEqualTo(OpenApiDocument.GATEWAY.text()).doesNotContain("@");
      assertThat(rig.anonymous("/openapi.json").body()).isEqualTo(OpenApiDocument.ADMIN.text());
    }
  }

  @Test
  void everyDocumentedFieldOfTheGatewayIsAnswered() throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        GatewayRig rig = GatewayRig.before(service)) {
      String stored = "{\"coord\":\"1,2,3\",\"payload\":{\"text\":\"hello\"}}";
      send(rig, "POST", "/memories", stored);
      send(rig, "POST", "/memories", "{\"coord\":\"4\",\"payload\":{\"text\":\"hello\"}}");
      send(rig, "POST", "/graph/link", "{\"from_coord\":\"1,2,3\",\"to_coord\":\"4\"}");
      for (String path :
          new String[] {
            "/memories/1,2,3",
            "/memories/search?query=hello",
            "/graph/neighbors?coord=1,2,3",
            "/graph/path?from_coord=1,2,3&to_coord=4",
            "/healthz",
            "/readyz",
            "/health/basic",
            "/health",
            "/stats",
            "/ping",
            "/",
            "/openapi.json"
          }) {
        send(rig, "GET", path, "");
      }
      send(rig, "POST", "/memories/search", "{\"query\":\"hello\"}");
      sendFastAck(rig, "POST", "/memories", stored);
      sendFastAck(rig, "POST", "/graph/link", "{\"from_coord\":\"1,2,3\",\"to_coord\":\"4\"}");
      sendFastAck(rig, "DELETE", "/memories/4", "");
    }
    try (GatewayRig rig = new GatewayRig()) {
      send(rig, "DELETE", "/memories/4", "");
    }

    Set<String> missing = new TreeSet<>(gateway.successes());
    missing.removeAll(gateway.seen());
    // The memory service scores with a vector store alone.
    missing.removeIf(field -> field.endsWith(".score"));
    assertThat(missing).isEmpty();
  }

  private void send(GatewayRig rig, String method, String path, String body) {
    gateway.check(rig.send(rig.request(path).method(method, BodyPublishers.ofString(body))));
  }

  private void sendFastAck(GatewayRig rig, String method, String path, String body) {
    gateway.check(
        rig.send(
            rig.request(path)
                .header("X-Soma-Fast-Ack", "true")
                .method(method, BodyPublishers.ofString(body))));
  }

  @Test
  void everyDocumentedFieldOfTheAdminApiIsAnswered() {
    try (AdminRig rig = new AdminRig()) {
      long first = rig.fail("one");
      long second = rig.queue("two");
      look(rig, "/admin/outbox/events/" + first);
      post(rig, "/admin/outbox/events/" + second, "{}");
      String both = "{\"event_ids\":[%d,%d],\"dry_run\":true}".formatted(first, second);
      post(rig, "/admin/outbox/replay", both);
      post(rig, "/admin/outbox/discard", both);
      String all = "{\"tenant_id\":\"alpha\",\"status\":\"pending\",\"dry_run\":true}";
      post(rig, "/admin/outbox/replay/tenant", all);
      post(rig, "/admin/outbox/discard/tenant", all);
      look(rig, "/admin/outbox?status=all");
      look(rig, "/admin/outbox/summary");
      look(rig, "/admin/audit");
      look(rig, "/admin/session");
      look(rig, "/openapi.json");
      post(rig, "/admin/tenants/alpha", "{\"circuit\":\"release\"}");
      rig.gateway().service().answer(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
      for (int i = 0; i < 3; i++) {
        rig.gateway().get("/memories/1");
      }
      look(rig, "/admin/tenants");
      look(rig, "/admin/tenants/alpha");
      look(rig, "/admin/outbox/events/" + first);
      post(rig, "/admin/tenants/alpha", "{\"circuit\":\"open\"}");
    }
    lookDuringAnOutageOfTheTransport();

    Set<String> missing = new TreeSet<>(admin.successes());
    missing.removeAll(admin.seen());
    // A stream has no end; LiveRouteTest reads it.
    missing.remove("live 200");
    // A circuit that is forced has no opening; that of an event and a tenant is the same schema.
    missing.removeIf(field -> field.startsWith("orderCircuit 200.opening."));
    assertThat(missing).isEmpty();
  }

  private void lookDuringAnOutageOfTheTransport() {
    InMemoryTransport transport = new InMemoryTransport();
    transport.interruptAfter(0);
    try (AdminRig rig = new AdminRig(transport)) {
      long event = rig.queue("one");
      while (rig.get("/admin/outbox/events/" + event).path("transport_refusal").isNull()) {
        LockSupport.parkNanos(1_000_000);
      }
      look(rig, "/admin/outbox/events/" + event);
      look(rig, "/admin/outbox");
      look(rig, "/admin/outbox/summary");
    }
  }

  private void look(AdminRig rig, String path) {
    admin.check(rig.raw(path));
  }

  private void post(AdminRig rig, String path, String body) {
    HttpResponse<String> answer = rig.rawPost(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    admin.check(answer);
  }

  @Test
  void everyDocumentedFieldOfABodyIsLookedAt() {
    try (AdminRig rig = new AdminRig()) {
      gateway.bodies().forEach((operation, fields) -> refusesWrong(rig, operation, fields, true));
      admin.bodies().forEach((operation, fields) -> refusesWrong(rig, operation, fields, false));
    }
  }

  // Each in turn has a value that no field takes, beside good ones where they are required.
  private static void refusesWrong(
      AdminRig rig, String operation, Map<String, JsonNode> fields, boolean ofGateway) {
    String path = operation.substring(operation.indexOf('/')).replaceAll("\\{\\w+}", "alpha");
    for (String field : fields.keySet()) {
      String body =
          "{\"coord\":\"1\",\"payload\":{},\"query\":\"\",\"from_coord\":\"1\",\"to_coord\":\"2\",\"tenant_id\":\"alpha\",\"event_ids\":[1],\"circuit\":\"open\"}"
              .replaceAll("\"" + field + "\":(\"\\w*\"|\\{}|\\[1])", "\"gone\":1")
              .replaceAll(field.equals("key") ? "\"coord\":\"1\"" : "$^", "\"gone\":1");
      String wrong = body.replaceFirst("\\{", "{\"" + field + "\":[[1]],");
      HttpResponse<String> answer =
          ofGateway ? rig.gateway().post(path, wrong) : rig.rawPost(path, wrong);
      assertThat(answer.statusCode()).as("%s %s", operation, wrong).isIn(400, 422);
      assertThat(answer.body()).as("%s %s", operation, wrong).contains(field);
    }
  }
}
