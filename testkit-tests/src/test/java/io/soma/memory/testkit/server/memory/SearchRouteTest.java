package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRouteTest {
  private final ScriptableMemoryService service = ManyTenants.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @BeforeEach
  void storeSome() throws Exception {
    client.store("1", "{\"text\":\"blue\",\"n\":1}");
    client.store("2", "{\"content\":\"blue\",\"n\":2}");
    client.post(
        "/memories",
        "{\"coord\":\"3\",\"payload\":{\"summary\":\"blue\",\"n\":1.0},"
            + "\"memory_type\":\"semantic\"}");
    client.store("4", "{\"text\":\"Blue sky\",\"id\":\"blue\"}");
    new ServiceClient(service, "other").store("5", "{\"text\":\"blue\"}");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void findsTheWholeTextNewestFirst() throws Exception {
    assertThat(found("{\"query\":\"blue\"}")).containsExactly("[3.0]", "[2.0]", "[1.0]");
    assertThat(found("{\"query\":\"Blue\"}")).isEmpty();
  }

  @Test
  void aFoundMemoryHasEveryField() throws Exception {
    JsonNode memory =
        ServiceClient.json(client.post("/memories/search", "{\"query\":\"blue\",\"offset\":2}"))
            .at("/memories/0");
    assertThat(memory)
        .isEqualTo(
            LosslessJson.read(
                "{\"coordinate\":[1.0],\"payload\":{\"n\":1,\"text\":\"blue\"},"
                    + "\"memory_type\":\"episodic\",\"importance\":0.0}"));
  }

  @Test
  void anEmptyQueryFindsAllOfTheTenant() throws Exception {
    assertThat(found("{\"query\":\"\"}")).containsExactly("[4.0]", "[3.0]", "[2.0]", "[1.0]");
  }

  @Test
  void pagesWithTopKAndOffset() throws Exception {
    assertThat(found("{\"query\":\"blue\",\"top_k\":1,\"offset\":1}")).containsExactly("[2.0]");
    assertThat(found("{\"query\":\"blue\",\"top_k\":0}")).isEmpty();
  }

  @Test
  void fiveAreFoundUnlessAsked() throws Exception {
    for (int i = 10; i < 20; i++) {
      client.store(String.valueOf(i), "{\"text\":\"green\"}");
    }
    assertThat(found("{\"query\":\"green\"}")).hasSize(5);
  }

  @Test
  void filtersByFieldsAndNotByType() throws Exception {
    assertThat(found("{\"query\":\"blue\",\"memory_type\":\"semantic\"}")).hasSize(3);
    assertThat(found("{\"query\":\"\",\"filters\":{\"n\":1}}")).containsExactly("[3.0]", "[1.0]");
    assertThat(found("{\"query\":\"\",\"filters\":{\"id\":\"blue\"}}")).containsExactly("[4.0]");
    assertThat(found("{\"query\":\"\",\"filters\":{\"absent\":null}}")).isEmpty();
  }

  @Test
  void aDeletedMemoryIsNotFound() throws Exception {
    client.delete("/memories/1");
    assertThat(found("{\"query\":\"blue\"}")).containsExactly("[3.0]", "[2.0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"query\":\"\",\"top_k\":-1}", "{\"query\":\"\",\"offset\":-1}"})
  void aNegativePageIs500(String body) throws Exception {
    assertThat(client.post("/memories/search", body).statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"query\":1}",
        "{\"query\":\"\",\"top_k\":null}",
        "{\"query\":\"\",\"filters\":[]}",
        "{\"query\":\"\",\"memory_type\":1}"
      })
  void aFieldOfTheWrongTypeIs422(String body) throws Exception {
    assertThat(client.post("/memories/search", body).statusCode()).isEqualTo(422);
  }

  private List<String> found(String body) throws Exception {
    HttpResponse<String> answer = client.post("/memories/search", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ServiceClient.json(answer).path("memories").findValues("coordinate").stream()
        .map(JsonNode::toString)
        .toList();
  }
}
