package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultAnswersTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aStatusBeforeTheEffectLeavesNothing() throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.StatusBeforeEffect(507, "disk \"full\""));
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).isEqualTo("{\"detail\": \"disk \\\"full\\\"\"}");
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void aStatusAfterTheEffectHidesIt() throws Exception {
    assertThat(storedWith(new Fault.StatusAfterEffect(500)).statusCode()).isEqualTo(500);
    assertThat(service.effects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "99999999999", "Wed, 21 Oct 2099 07:28:00 GMT", "soon", "-5"})
  void throttlingSaysWhateverRetryAfterItIsGiven(String retryAfter) throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.Throttle(429, retryAfter));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().allValues("Retry-After")).containsExactly(retryAfter);
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void throttlingCanSayNothing() throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.Throttle(503, null));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void aHeaderValueCannotBecomeTwoHeaders() {
    assertThatThrownBy(() -> new Fault.Throttle(429, "1\r\nX: y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fault.Redirect(302, "/\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unauthorizedRefusesTheRightToken() throws Exception {
    assertThat(storedWith(new Fault.Unauthorized()).statusCode()).isEqualTo(401);
    assertThat(service.effects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsPointElsewhere(int status) throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.Redirect(status, "http://127.0.0.1:9/x"));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Location")).contains("http://127.0.0.1:9/x");
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void garbageIs200AndNoJson() throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.GarbageBody());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("<html>");
    assertThat(service.effects()).isEmpty();
    storedWith(new Fault.GarbageBody(true));
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void anEmptyBodyIs200() throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.EmptyBody());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(service.effects()).isEmpty();
    storedWith(new Fault.EmptyBody(true));
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aWrongCoordinateIsConfirmedByEveryWrite() throws Exception {
    service.faults().forTenant("acme").set(new Fault.WrongCoordinate());
    String other = "-0.25,0.125,-0.0625";
    assertThat(ServiceClient.json(client.store("1", "{}")).path("coord").asText()).isEqualTo(other);
    assertThat(ServiceClient.json(client.delete("/memories/1")).path("coord").asText())
        .isEqualTo(other);
    HttpResponse<String> link =
        client.post("/graph/link", "{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    assertThat(ServiceClient.json(link).path("from_coord").asText()).isEqualTo(other);
    HttpResponse<String> fetch = client.get("/memories/1");
    assertThat(ServiceClient.json(fetch).at("/memory/coordinate").toString())
        .isEqualTo("[-0.25,0.125,-0.0625]");
    assertThat(client.post("/memories/search", "{\"query\":\"\"}").body())
        .isEqualTo("{\"memories\": []}");
    assertThat(service.effects()).isEmpty();
    service.faults().forTenant("acme").set(new Fault.WrongCoordinate(true));
    client.store("1", "{}");
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aHugeBodyEndsInTheTruth() throws Exception {
    HttpResponse<String> answer = storedWith(new Fault.HugeBody(1_000_000));
    assertThat(answer.body()).hasSizeGreaterThan(1_000_000);
    assertThat(ServiceClient.json(answer).path("coord").asText()).isEqualTo("1");
    assertThat(client.store("2", "{}").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> storedWith(Fault fault) throws Exception {
    service.faults().forTenant("acme").next(1, fault);
    return client.store("1", "{}");
  }
}
