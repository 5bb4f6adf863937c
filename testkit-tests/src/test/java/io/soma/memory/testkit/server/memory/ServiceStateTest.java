package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Behaviour of the three states that the transcripts do not show, read from the real service's
 * code.
 */
class ServiceStateTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void takesNoEffectWhileTheDatabaseIsDown() throws Exception {
    client.store("1", "{\"v\":1}");
    service.state(ServiceState.DATABASE_DOWN);
    client.store("1", "{\"v\":2}");
    client.delete("/memories/1");
    client.post("/graph/link", "{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    assertThat(service.effects()).hasSize(1);
    service.state(ServiceState.NO_VECTOR_STORE);
    assertThat(client.get("/memories/1").body()).contains("{\"v\": 1}");
  }

  @Test
  void findsThePathToItselfWithoutADatabase() throws Exception {
    service.state(ServiceState.DATABASE_DOWN);
    assertThat(client.get("/graph/path?from_coord=1&to_coord=1.0").body())
        .contains("\"path\": [\"1.0\"]", "\"found\": true");
  }

  @Test
  void failsStatisticsWithoutADatabase() throws Exception {
    service.state(ServiceState.DATABASE_DOWN);
    assertThat(client.get("/test-stats").body())
        .isEqualTo("{\"detail\": \"Required service 'test-stats' is unavailable\"}");
  }

  @Test
  void answersAnyQueryWithTheNearestWhateverTheFilters() throws Exception {
    service.state(ServiceState.ALL_UP);
    client.store("1", "{\"text\":\"one\",\"n\":1}");
    client.store("2", "{\"text\":\"two\",\"n\":2}");
    JsonNode hits = search("{\"query\":\"none of them\",\"filters\":{\"n\":1}}");
    assertThat(hits).hasSize(2);
    assertThat(hits.at("/0/score").asDouble()).isGreaterThan(hits.at("/1/score").asDouble());
    assertThat(search("{\"query\":\"none of them\",\"offset\":1}")).hasSize(1);
  }

  @Test
  void findsByTextWhatTheVectorStoreDoesNotHold() throws Exception {
    client.store("1", "{\"text\":\"before\"}");
    service.state(ServiceState.ALL_UP);
    assertThat(search("{\"query\":\"before\"}").at("/0").has("score")).isFalse();
    client.store("2", "{\"text\":\"after\"}");
    assertThat(coordinates("{\"query\":\"before\"}")).containsExactly("[2.0]");
  }

  @Test
  void searchesByTextBeyondWhatTheVectorStoreTakes() throws Exception {
    service.state(ServiceState.ALL_UP);
    client.store("1", "{\"text\":\"one\"}");
    client.store("2", "{\"text\":\"two\"}");
    assertThat(coordinates("{\"query\":\"one\",\"top_k\":16384}")).hasSize(2);
    assertThat(coordinates("{\"query\":\"one\",\"top_k\":16385}")).containsExactly("[1.0]");
    assertThat(coordinates("{\"query\":\"one\",\"top_k\":0}")).isEmpty();
  }

  @Test
  void keepsTheVectorOfAnEarlierPayloadUntilTheMemoryIsDeleted() throws Exception {
    service.state(ServiceState.ALL_UP);
    client.store("1", "{\"text\":\"one\"}");
    client.store("1", "{\"text\":\"two\"}");
    assertThat(coordinates("{\"query\":\"x\"}")).containsExactly("[1.0]", "[1.0]");
    client.delete("/memories/1");
    assertThat(coordinates("{\"query\":\"x\"}")).isEmpty();
  }

  @Test
  void countsATenantOnceForEachOfItsMemories() throws Exception {
    client.store("1", "{}");
    client.store("2", "{}");
    client.post("/graph/link", "{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    JsonNode report = ServiceClient.json(client.get("/health"));
    assertThat(report.path("tenants")).hasSize(2);
    assertThat(report.at("/tenants/1/tenant").asText()).isEqualTo("standalone");
    assertThat(report.at("/tenants/1/graph_links").asInt()).isEqualTo(1);
    assertThat(report.at("/database/total_memories").asInt()).isEqualTo(2);
  }

  private JsonNode search(String body) throws Exception {
    return ServiceClient.json(client.post("/memories/search", body)).path("memories");
  }

  private List<String> coordinates(String body) throws Exception {
    return search(body).findValues("coordinate").stream().map(JsonNode::toString).toList();
  }
}
