package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAnswersTest {
  private final ScriptableMemoryService service = ManyTenants.start("secret");
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void storingEchoesTheCoordinateVerbatim() throws Exception {
    HttpResponse<String> answer = client.store("1, 2,03", "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo("{\"coord\": \"1, 2,03\", \"memory_type\": \"episodic\"}");
  }

  @Test
  void aFetchedMemoryHasEveryField() throws Exception {
    client.post(
        "/memories",
        "{\"coord\":\"-0.5,1e-5\",\"payload\":{\"n\":1.10},\"memory_type\":\"semantic\"}");
    JsonNode memory = ServiceClient.json(client.get("/memories/-0.5,0.00001")).path("memory");
    assertThat(memory.path("coordinate").toString()).isEqualTo("[-0.5,0.00001]");
    assertThat(memory.path("payload")).isEqualTo(LosslessJson.read("{\"n\":1.1}"));
    assertThat(memory.path("memory_type").asText()).isEqualTo("semantic");
    assertThat(memory.path("metadata")).isEqualTo(LosslessJson.object());
    assertThat(memory.path("importance").asDouble()).isZero();
    assertThat(memory.path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00")
        .isLessThan(memory.path("updated_at").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "1.0,2.0,3.0", "1e0,+2,3.", "1%2C2%2C3", ",1,,2, 3,"})
  void everySpellingOfACoordinateIsOneMemory(String spelling) throws Exception {
    client.store("1,2.0,3", "{\"text\":\"one\"}");
    HttpResponse<String> answer = client.get("/memories/" + spelling.replace(" ", "%20"));
    assertThat(ServiceClient.json(answer).at("/memory/payload/text").asText()).isEqualTo("one");
  }

  @Test
  void aPlusInAPathIsAPlus() throws Exception {
    client.store("1e+16,2", "{\"text\":\"far\"}");
    assertThat(client.get("/memories/1e+16%2C2").statusCode()).isEqualTo(200);
  }

  @Test
  void storingAgainReplacesPayloadAndType() throws Exception {
    client.store("1,2", "{\"v\":1}");
    client.post(
        "/memories", "{\"coord\":\"1,2\",\"payload\":{\"w\":2},\"memory_type\":\"semantic\"}");
    JsonNode memory = ServiceClient.json(client.get("/memories/1,2")).path("memory");
    assertThat(memory.path("payload")).isEqualTo(LosslessJson.read("{\"w\":2}"));
    assertThat(memory.path("memory_type").asText()).isEqualTo("semantic");
  }

  @Test
  void deletingHidesAMemoryUntilItIsStoredAgain() throws Exception {
    client.store("7", "{}");
    String created =
        ServiceClient.json(client.get("/memories/7")).at("/memory/created_at").asText();
    assertThat(client.delete("/memories/7").body())
        .isEqualTo("{\"coord\": \"7\", \"deleted\": true}");
    assertThat(client.get("/memories/7").statusCode()).isEqualTo(404);
    assertThat(client.delete("/memories/7.0").body())
        .isEqualTo("{\"coord\": \"7.0\", \"deleted\": false}");
    client.store("7", "{\"back\":true}");
    JsonNode memory = ServiceClient.json(client.get("/memories/7")).path("memory");
    assertThat(memory.at("/payload/back").asBoolean()).isTrue();
    assertThat(memory.path("created_at").asText()).isEqualTo(created);
  }

  @Test
  void deletingWhatWasNeverThereIsNoError() throws Exception {
    HttpResponse<String> answer = client.delete("/memories/1%2C2");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"coord\": \"1,2\", \"deleted\": false}");
  }

  @Test
  void anUnknownMemoryIs404() throws Exception {
    HttpResponse<String> answer = client.get("/memories/9,9");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\": \"Memory not found\"}");
  }

  @Test
  void tenantsDoNotSeeEachOther() throws Exception {
    client.store("1", "{}");
    assertThat(new ServiceClient(service, "other").get("/memories/1").statusCode()).isEqualTo(404);
    assertThat(service.memory("acme", "1")).isPresent();
    assertThat(service.memory("other", "1")).isEmpty();
  }

  @Test
  void mixesTenantsUnlessItSeparatesThem() throws Exception {
    service.separatesTenants(false);
    client.store("1", "{\"text\":\"acme\"}");
    HttpResponse<String> answer = new ServiceClient(service, "other").get("/memories/1");
    assertThat(ServiceClient.json(answer).at("/memory/payload/text").asText()).isEqualTo("acme");
    assertThat(service.memory(ScriptableMemoryService.PINNED_TENANT, "1")).isPresent();
    assertThat(service.requestCount("acme")).isOne();
  }

  @Test
  void numbersKeepEveryDigitInTheRecordAndBecomeDoublesInTheAnswer() throws Exception {
    String payload = "{\"big\":123456789012345678901234567890.5,\"tiny\":1E-390,\"z\":1.00}";
    client.store("1", payload);
    HttpResponse<String> answer = client.get("/memories/1");
    assertThat(answer.body())
        .contains("{\"z\": 1.0, \"big\": 123456789012345680000000000000, \"tiny\": 0.0}");
    assertThat(service.memory("acme", "1").orElseThrow().payload()).isEqualTo(payload);
  }

  @Test
  void textThatIsNotAsciiComesBackWhole() throws Exception {
    client.store("1", "{\"キー\":\"日本語 \\ud83d\\ude00\"}");
    HttpResponse<String> answer = client.get("/memories/1");
    assertThat(ServiceClient.json(answer).at("/memory/payload/キー").asText())
        .isEqualTo("日本語 \ud83d\ude00");
  }

  @Test
  void fieldsThatTheServiceDoesNotKnowAreIgnored() throws Exception {
    HttpResponse<String> answer =
        client.post("/memories", "{\"coord\":\"1\",\"payload\":{},\"universe\":\"real\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
