package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthAnswersTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void probesNeedNoToken() throws Exception {
    service.state(ServiceState.ALL_UP);
    for (String path : new String[] {"/healthz", "/readyz", "/health/basic"}) {
      HttpResponse<String> answer = bare(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("{\"kv_store\": true, \"vector_store\": true, \"graph_store\": true}");
    }
    assertThat(bare("/health").statusCode()).isEqualTo(401);
  }

  @Test
  void onlyHealthzShowsASickStoreInItsStatus() throws Exception {
    service.health(false, false, false);
    assertThat(bare("/healthz").statusCode()).isEqualTo(503);
    assertThat(bare("/healthz").body()).isEqualTo("{\"detail\": \"System backend is unhealthy\"}");
    assertThat(bare("/readyz").statusCode()).isEqualTo(200);
    assertThat(bare("/health/basic").body())
        .isEqualTo("{\"kv_store\": false, \"vector_store\": false, \"graph_store\": false}");
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void hasNoVectorStoreUnlessToldSo() throws Exception {
    assertThat(bare("/healthz").statusCode()).isEqualTo(503);
    assertThat(bare("/readyz").body()).contains("\"kv_store\": true, \"vector_store\": false");
    JsonNode detailed = ServiceClient.json(client.get("/health"));
    assertThat(detailed.path("healthy").asBoolean()).isFalse();
    assertThat(detailed.path("status").asText()).isEqualTo("degraded");
    assertThat(detailed.path("services").findValuesAsText("healthy"))
        .containsExactly("true", "false", "false");
  }

  @Test
  void aStateEndsWhatHealthClaimed() throws Exception {
    service.health(false, false, false);
    service.state(ServiceState.ALL_UP);
    assertThat(bare("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void writesWorkWhileHealthSaysNo() throws Exception {
    service.health(false, false, false);
    assertThat(client.store("1", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void healthSaysYesWhileEveryWriteFails() throws Exception {
    service.faults().forAll().set(new Fault.StatusBeforeEffect(500, "disk full"));
    assertThat(client.store("1", "{}").statusCode()).isEqualTo(500);
    assertThat(bare("/readyz").body()).contains("\"kv_store\": true");
  }

  @Test
  void healthRoutesFailOnlyWhenTheyAreMeant() throws Exception {
    service.faults().forAll().on(Operation.HEALTH).set(new Fault.StatusBeforeEffect(502, "x"));
    assertThat(bare("/readyz").statusCode()).isEqualTo(502);
    assertThat(client.store("1", "{}").statusCode()).isEqualTo(200);
    service.faults().clear();
    assertThat(bare("/readyz").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> bare(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(service.baseUrl() + path)));
  }
}
