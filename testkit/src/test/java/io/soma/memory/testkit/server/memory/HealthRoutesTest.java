package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void probesNeedNoToken() throws Exception {
    for (String path : new String[] {"/healthz", "/readyz", "/health/basic"}) {
      HttpResponse<String> answer = bare(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("{\"kv_store\":true,\"vector_store\":true,\"graph_store\":true}");
    }
    assertThat(bare("/health").statusCode()).isEqualTo(401);
  }

  @Test
  void onlyHealthzShowsASickStoreInItsStatus() throws Exception {
    service.health(false, false, false);
    String body = "{\"kv_store\":false,\"vector_store\":false,\"graph_store\":false}";
    assertThat(bare("/healthz").statusCode()).isEqualTo(503);
    assertThat(bare("/healthz").body()).isEqualTo(body);
    assertThat(bare("/readyz").statusCode()).isEqualTo(200);
    assertThat(bare("/health/basic").body()).isEqualTo(body);
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aMissingVectorStoreAloneMakesHealthz503() throws Exception {
    service.health(true, false, true);
    assertThat(bare("/healthz").statusCode()).isEqualTo(503);
    assertThat(bare("/healthz").body()).contains("\"kv_store\":true,\"vector_store\":false");
    HttpResponse<String> detailed = client.get("/health");
    assertThat(ServiceClient.json(detailed).path("healthy").asBoolean()).isFalse();
    assertThat(ServiceClient.json(detailed).path("status").asText()).isEqualTo("degraded");
    assertThat(ServiceClient.json(detailed).path("services")).hasSize(3);
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
    assertThat(bare("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void healthRoutesFailOnlyWhenTheyAreMeant() throws Exception {
    service.faults().forAll().on(Operation.HEALTH).set(new Fault.StatusBeforeEffect(502, "x"));
    assertThat(bare("/healthz").statusCode()).isEqualTo(502);
    assertThat(client.store("1", "{}").statusCode()).isEqualTo(200);
    service.faults().clear();
    assertThat(bare("/healthz").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> bare(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(service.baseUrl() + path)));
  }
}
