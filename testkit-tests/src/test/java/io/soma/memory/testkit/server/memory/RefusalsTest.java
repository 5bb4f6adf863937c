package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  private static final String UNEXPECTED =
      "{\"detail\": \"An unexpected error occurred in FractalMemory\"}";

  private final ScriptableMemoryService service = ScriptableMemoryService.start("secret");
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /memories",
    "GET, /memories/1",
    "DELETE, /memories/1",
    "POST, /memories/search",
    "POST, /graph/link",
    "GET, /graph/neighbors",
    "GET, /graph/path"
  })
  void theTokenIsCheckedBeforeTheRequest(String method, String path) throws Exception {
    HttpResponse<String> answer =
        client.send(
            client
                .request(path)
                .setHeader("Authorization", "Bearer secret2")
                .method(method, BodyPublishers.ofString("no json")));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"detail\": \"Unauthorized\"}");
  }

  @Test
  void refusesSingleStoresByTheirPayload() throws Exception {
    service.refuseStores(
        payload ->
            payload.contains("bad")
                ? Optional.of(new StoreRefusal(422, "not this one"))
                : Optional.empty());

    assertThat(client.post("/memories", "{\"coord\":\"1\",\"payload\":{\"a\":\"bad\"}}").body())
        .isEqualTo("{\"detail\": \"not this one\"}");
    assertThat(
            client.post("/memories", "{\"coord\":\"1\",\"payload\":{\"a\":\"good\"}}").statusCode())
        .isEqualTo(200);
    assertThat(service.effects()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"payload\":{}} | missing | coord | Field required",
        "{\"coord\":null,\"payload\":{}} | string_type | coord | Input should be a valid string",
        "{\"coord\":\"1\"} | missing | payload | Field required",
        "{\"coord\":\"1\",\"payload\":[]} | dict_type | payload |"
            + " Input should be a valid dictionary",
        "{\"coord\":\"1\",\"payload\":{},\"memory_type\":null} | literal_error | memory_type |"
            + " Input should be 'episodic' or 'semantic'",
        "{\"coord\":\"1\",\"payload\":{},\"memory_type\":\"vague\"} | literal_error | memory_type |"
            + " Input should be 'episodic' or 'semantic'"
      })
  void aFieldThatIsWrongIsNamed(String body, String type, String field, String message)
      throws Exception {
    HttpResponse<String> answer = client.post("/memories", body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .startsWith(
            "{\"detail\": [{\"type\": \"%s\", \"loc\": [\"body\", \"req\", \"%s\"], \"msg\": \"%s\""
                .formatted(type, field, message));
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void everyFieldThatIsWrongIsNamedAtOnce() throws Exception {
    HttpResponse<String> answer = client.post("/memories", "{\"memory_type\":1}");
    assertThat(ServiceClient.json(answer).path("detail").findValuesAsText("type"))
        .containsExactly("missing", "missing", "literal_error");
  }

  @Test
  void aBodyThatIsNoObjectIsRefusedAsAWhole() throws Exception {
    assertThat(client.post("/memories", "[1]").statusCode()).isEqualTo(422);
    assertThat(client.post("/memories", "").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "{\"coord\":}"})
  void aBodyThatIsNoJsonIs400(String body) throws Exception {
    HttpResponse<String> answer = client.post("/memories", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"detail\": \"Cannot parse request body\"}");
  }

  @Test
  void aCoordinateThatIsNoneIs400() throws Exception {
    assertThat(client.store("abc", "{}").body())
        .isEqualTo("{\"detail\": \"Invalid coordinate format: abc\"}");
    assertThat(client.store(" , ", "{}").body())
        .isEqualTo("{\"detail\": \"Coordinate cannot be empty\"}");
    assertThat(client.get("/memories/abc").statusCode()).isEqualTo(400);
  }

  @Test
  void aMethodThatAUrlDoesNotHaveIsABareText() throws Exception {
    HttpResponse<String> answer = client.get("/memories");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(answer.body()).isEqualTo("Method not allowed");
    assertThat(client.post("/memories/1,2", "{}").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "/memories/", "/memories/1/2", "/memory", "/graph/unlink"})
  void anUnknownUrlIsAPage(String path) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.body()).startsWith("\n<!doctype html>");
  }

  @Test
  void aBodyOverTheLimitIs500() throws Exception {
    String fitting = ServiceClient.body("1", "{\"t\":\"%s\"}");
    int room = RequestReader.BODY_LIMIT - fitting.length() + 2;
    assertThat(client.post("/memories", fitting.formatted("x".repeat(room))).statusCode())
        .isEqualTo(200);
    HttpResponse<String> answer = client.post("/memories", fitting.formatted("x".repeat(room + 1)));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo(UNEXPECTED);
    assertThat(service.effects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[{\"b\":\"x\\u0000\"}]}",
        "{\"\\u0000\":1}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00x\"}",
        "{\"\\udc00\":1}",
        "{\"a\":[1e309]}",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":1e99999999999}"
      })
  void textAndNumbersThatTheDatabaseRefusesAre500(String payload) throws Exception {
    HttpResponse<String> answer = client.store("1", payload);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo(UNEXPECTED);
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void aKeyLongerThanItsColumnIs500() throws Exception {
    String longest = "1,".repeat(127) + "1.23";
    assertThat(CoordinateKey.parse(longest).key()).hasSize(512);
    assertThat(client.store(longest, "{}").statusCode()).isEqualTo(200);
    assertThat(client.store(longest + "4", "{}").statusCode()).isEqualTo(500);
  }
}
