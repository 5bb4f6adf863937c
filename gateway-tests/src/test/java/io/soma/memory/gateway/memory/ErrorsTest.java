package io.soma.memory.gateway.memory;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.LogLines;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.testkit.fake.ServiceResults;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error has its own status, and its cause as {@code {"detail": ...}}. */
class ErrorsTest {

  private static final String HELLO = "{\"coord\": \"1,2,3\", \"payload\": {}}";

  private final GatewayRig rig = new GatewayRig("SOMABRAIN_OUTBOX_BACKPRESSURE", "1");

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                   | Cannot parse request body",
        "{\"coord\":\"1,2\",\"payload\":{}} {} | Cannot parse request body",
        "{\"coord\":\"1,2\",\"coord\":\"3\"}   | coord: the key is there twice",
        "{\"coord\":\"1\",\"payload\":{\"a\":[{\"b\":1,\"b\":2}]}} | payload.a[0].b: the key is"
            + " there twice",
        "{\"coord\":\"1\",\"payload\":{\"a\":\"\\u0000\"}} | payload.a: contains U+0000",
        "{\"coord\":\"1\",\"payload\":{\"a\":\"\\ud800\"}} | payload.a: contains the lone"
            + " surrogate",
        "{\"coord\":\"1\",\"payload\":{\"a\":1e999}}      | payload.a: is a number with an"
            + " exponent",
        "{\"coord\":\"1,b\",\"payload\":{}}               | Invalid coordinate format: 1,b",
        "{\"coord\":\"\",\"key\":\"k\",\"payload\":{}}     | Coordinate cannot be empty",
        "{\"key\":\" \",\"payload\":{}}                  | key: 1 to",
      })
  void badInputIs400AndNamesThePlace(String body, String detail) {
    HttpResponse<String> answer = rig.post("/memories", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"detail\":\"").contains(detail);
    assertThat(rig.service().deliveries()).isEmpty();
  }

  @Test
  void gatewayThatStopsSaysThatAnotherTryIsSafe() {
    Reply reply = FailureReplies.replyTo(new CompletionException(new ClientClosedException()));

    assertThat(reply.status()).isEqualTo(503);
  }

  @Test
  void logsAFailureAndNoCallThatAnOpenCircuitKeepsAway() {
    try (AdminRig forcedOpen = new AdminRig();
        LogLines log = new LogLines()) {
      assertThat(forcedOpen.gateway().get("/memories/1,2,3").statusCode()).isEqualTo(503);
      assertThat(
              forcedOpen.gateway().post("/memories/search", "{\"query\":\"hello\"}").statusCode())
          .isEqualTo(503);
      assertThat(log.seen()).noneMatch(line -> line.contains("tenant=\"alpha\""));

      rig.service().answerEverybody(UNAVAILABLE);
      assertThat(rig.get("/memories/1,2,3").statusCode()).isEqualTo(503);
      log.await("request failed: ", "tenant=\"alpha\"");
    }
  }

  @Test
  void aBodyThatIsTooDeepIs400() {
    String deep = "[".repeat(64) + "]".repeat(64);

    HttpResponse<String> answer =
        rig.post("/memories", "{\"coord\":\"1\",\"payload\":{\"a\":" + deep + "}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("payload.a[0]").contains("is deeper than 64 levels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/memories        | {}                             | missing                | coord",
        "/memories        | {\"coord\":\"1\"}                | missing                | payload",
        "/memories        | {\"coord\":1,\"payload\":{}}     | string_type            | coord",
        "/memories        | {\"coord\":\"1\",\"payload\":[]} | dict_type              | payload",
        "/memories        | {\"memory_type\":null}         | literal_error          | memory_type",
        "/memories        | {\"memory_type\":\"x\"}          | literal_error          |"
            + " memory_type",
        "/memories        | []                             | model_type             | req",
        "/memories        | ``                             | missing                | req",
        "/memories/search | {}                             | missing                | query",
        "/memories/search | {\"top_k\":1.5}                | int_from_float         | top_k",
        "/memories/search | {\"offset\":\"x\"}               | int_parsing            | offset",
        "/graph/link      | {}                             | missing                | from_coord",
        "/graph/link      | {\"strength\":\"x\"}             | float_parsing          | strength",
      })
  void invalidFieldsAre422InTheServicesShape(String path, String body, String type, String field) {
    HttpResponse<String> answer = rig.post(path, body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .startsWith("{\"detail\":[{")
        .contains("\"type\":\"" + type + "\"")
        .contains("\"loc\":[\"body\",\"req\"")
        .contains("\"" + field + "\"");
  }

  @Test
  void allInvalidFieldsAreToldAtOnce() {
    assertThat(rig.post("/graph/link", "{\"strength\":\"x\"}").body())
        .contains("from_coord", "to_coord", "strength");
  }

  @Test
  void aBodyThatIsTooLargeIs413WhetherItSaysSoOrNot() {
    byte[] large = new byte[(5 << 19) + 1];
    Arrays.fill(large, (byte) ' ');

    HttpResponse<String> declared =
        rig.send(rig.request("/memories").POST(BodyPublishers.ofByteArray(large)));
    HttpResponse<String> chunked =
        rig.send(
            rig.request("/memories")
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(Collections.singletonList(large)))));

    assertThat(declared.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(chunked.body()).startsWith("{\"detail\":\"body: over 2621440 bytes");
  }

  @Test
  void aPayloadOfAMebibyteIsTaken() {
    String text = "x".repeat((1 << 20) - "{\"a\":\"\"}".length());

    HttpResponse<String> fits =
        rig.post("/memories", "{\"coord\":\"1\",\"payload\":{\"a\":\"" + text + "\"}}");
    HttpResponse<String> over =
        rig.post("/memories", "{\"coord\":\"1\",\"payload\":{\"a\":\"" + text + "x\"}}");

    assertThat(fits.statusCode()).isEqualTo(200);
    assertThat(over.statusCode()).isEqualTo(400);
    assertThat(over.body()).contains("payload: is over 1048576 bytes");
  }

  @Test
  void anUnknownPathIs404AndAnUnknownMethod405() {
    HttpResponse<String> nowhere = rig.get("/nowhere");
    HttpResponse<String> put = rig.send(rig.request("/memories/1,2").PUT(BodyPublishers.noBody()));

    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("<h1>Not Found</h1>");
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, DELETE");
    assertThat(put.body()).isEqualTo("Method not allowed");
  }

  @Test
  void whatTheMemoryServiceRefusesIsPassedOn() {
    rig.service().answer(TENANT, ServiceResults.refused("coord: too odd"));

    HttpResponse<String> answer = rig.post("/memories", HELLO);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"coord: too odd\"}");
  }

  @Test
  void aFullOutboxIs429WithAWait() {
    rig.service().answer(TENANT, UNAVAILABLE);
    assertThat(rig.post("/memories", HELLO).statusCode()).isEqualTo(202);

    HttpResponse<String> answer = rig.post("/memories", HELLO);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.body()).contains("the outbox of tenant alpha is full");
  }

  @Test
  void aWriteThatNobodyCanTakeIs503WithoutTheOperatorsSecrets() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.fakes().outbox().available(false);

    HttpResponse<String> answer = rig.post("/memories", HELLO);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"not available now; retrying with the same id is safe\"}");
  }

  @Test
  void aReadThatTheMemoryServiceCannotAnswerIs503() {
    rig.service().answer(TENANT, UNAVAILABLE);

    assertThat(rig.get("/memories/1,2").statusCode()).isEqualTo(503);
    assertThat(rig.post("/memories/search", "{\"query\":\"x\"}").statusCode()).isEqualTo(503);
  }

  @Test
  void aReadThatHasToPauseIs429() {
    rig.service().answer(TENANT, ServiceResults.tooManyCalls(Duration.ofSeconds(1)));
    rig.get("/memories/1,2");

    HttpResponse<String> answer = rig.get("/memories/1,2");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }
}
