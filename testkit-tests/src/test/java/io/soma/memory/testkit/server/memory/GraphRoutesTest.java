package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRoutesTest {
  private final ScriptableMemoryService service = ManyTenants.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void linkingEchoesItsEndsAndNamesTheType() throws Exception {
    assertThat(link("{\"from_coord\":\"1\",\"to_coord\":\"2,0\"}").body())
        .isEqualTo(
            "{\"from_coord\": \"1\", \"to_coord\": \"2,0\", \"link_type\": \"related\","
                + " \"ok\": true}");
  }

  @Test
  void neighborsComeNewestFirstWithTheirStrength() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    link("{\"from_coord\":\"1.0\",\"to_coord\":\"3\",\"link_type\":\"cites\",\"strength\":0.5}");
    link("{\"from_coord\":\"2\",\"to_coord\":\"9\"}");
    assertThat(client.get("/graph/neighbors?coord=1").body())
        .isEqualTo(
            "{\"coord\": \"1\", \"neighbors\": ["
                + "{\"coordinate\": [3.0], \"link_type\": \"cites\", \"strength\": 0.5}, "
                + "{\"coordinate\": [2.0], \"link_type\": \"related\", \"strength\": 1.0}]}");
    assertThat(neighbors("coord=1&link_type=cites")).isEqualTo(1);
    assertThat(neighbors("coord=1&limit=1&offset=1")).isEqualTo(1);
    assertThat(neighbors("coord=1&offset=2")).isZero();
  }

  @Test
  void linkingAgainChangesTheLinkThatIsThere() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    link("{\"from_coord\":\"1.0\",\"to_coord\":\"2.0\",\"strength\":0.25,\"metadata\":{\"a\":1}}");
    HttpResponse<String> answer = client.get("/graph/neighbors?coord=1%2E0");
    assertThat(ServiceClient.json(answer).path("neighbors")).hasSize(1);
    assertThat(ServiceClient.json(answer).at("/neighbors/0/strength").asDouble()).isEqualTo(0.25);
    assertThat(service.effects())
        .extracting(EffectRecord::payload)
        .last()
        .isEqualTo(
            "{\"to_coord\":\"2.0\",\"link_type\":\"related\",\"strength\":0.25,"
                + "\"metadata\":{\"a\":1}}");
  }

  @Test
  void theShortestPathIsFound() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    link("{\"from_coord\":\"2\",\"to_coord\":\"3\"}");
    link("{\"from_coord\":\"3\",\"to_coord\":\"4\"}");
    link("{\"from_coord\":\"2\",\"to_coord\":\"4\"}");
    assertThat(client.get("/graph/path?from_coord=1&to_coord=4").body())
        .isEqualTo(
            "{\"from_coord\": \"1\", \"to_coord\": \"4\", \"path\": [\"1.0\", \"2.0\", \"4.0\"], "
                + "\"link_types\": [\"related\", \"related\"], \"found\": true}");
    assertThat(client.get("/graph/path?from_coord=1&to_coord=4&max_length=2").body())
        .contains("\"path\": [], \"link_types\": [], \"found\": false");
    assertThat(client.get("/graph/path?from_coord=4&to_coord=1").body())
        .contains("\"found\": false");
  }

  @Test
  void aLinkTypeOver100CharactersIs500() throws Exception {
    String body = "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"link_type\":\"%s\"}";
    assertThat(link(body.formatted("t".repeat(100))).statusCode()).isEqualTo(200);
    HttpResponse<String> answer = link(body.formatted("t".repeat(101)));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"detail\": \"Failed to create graph link\"}");
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aQueryFieldThatIsWrongIsNamed() throws Exception {
    assertThat(client.get("/graph/neighbors?limit=x").body())
        .isEqualTo(
            "{\"detail\": [{\"type\": \"missing\", \"loc\": [\"query\", \"coord\"],"
                + " \"msg\": \"Field required\"},"
                + " {\"type\": \"int_parsing\", \"loc\": [\"query\", \"limit\"], \"msg\":"
                + " \"Input should be a valid integer, unable to parse string as an integer\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"to_coord\":\"1\"}",
        "{\"from_coord\":\"1\",\"to_coord\":2}",
        "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"strength\":\"much\"}",
        "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"metadata\":1}"
      })
  void aLinkFieldOfTheWrongTypeIs422(String body) throws Exception {
    assertThat(link(body).statusCode()).isEqualTo(422);
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void tenantsHaveTheirOwnGraphs() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    assertThat(new ServiceClient(service, "other").get("/graph/neighbors?coord=1").body())
        .isEqualTo("{\"coord\": \"1\", \"neighbors\": []}");
  }

  @Test
  void aPathFailsAtALinkBetweenCoordinatesOfDifferentLength() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    link("{\"from_coord\":\"2\",\"to_coord\":\"3\"}");
    String path = "/graph/path?from_coord=1&to_coord=2&max_length=";
    assertThat(client.get(path + "3").body()).contains("\"found\": true");
    link("{\"from_coord\":\"3\",\"to_coord\":\"4,4\"}");
    assertThat(client.get(path + "3").body()).contains("\"found\": false");
    assertThat(client.get(path + "2").body()).contains("\"found\": true");
  }

  @Test
  void metadataCanMoveALinkToAnotherTenant() throws Exception {
    link("{\"from_coord\":\"1\",\"to_coord\":\"2\",\"metadata\":{\"_tenant\":\"other\"}}");
    assertThat(neighbors("coord=1")).isZero();
    ServiceClient other = new ServiceClient(service, "other");
    assertThat(other.get("/graph/neighbors?coord=1").body()).contains("[2.0]");
    assertThat(service.effects("other")).hasSize(1);
  }

  private HttpResponse<String> link(String body) throws Exception {
    return client.post("/graph/link", body);
  }

  private int neighbors(String query) throws Exception {
    return ServiceClient.json(client.get("/graph/neighbors?" + query)).path("neighbors").size();
  }
}
