package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.StatusPage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name service that does not answer holds no call beyond its time. */
@Timeout(60)
class HangingNamesTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String CONFIRMATION = "{\"coord\":\"1.0,2.0,3.0\"}";

  private final ScriptedNames names = new ScriptedNames();

  @AfterEach
  void answer() {
    names.answer();
  }

  @Test
  void aCallEndsThoughItsNameIsNeverFound() throws Exception {
    names.hang();
    try (RetrofitMemoryService client = client(1)) {
      CallResult<WriteConfirmation> result =
          Background.run(() -> client.deliver(Calls.store(), SHORT)).result();

      assertThat(Results.reason(result).kind()).isEqualTo(FailureClass.NO_ANSWER);
      assertThat(Results.reason(result).words())
          .isEqualTo("not connected: memory.test: the name service has not answered in time");
    }
  }

  @Test
  void healthAndStatusEndThoughTheNameIsNeverFound() throws Exception {
    names.hang();
    try (RetrofitMemoryService client = client(1)) {
      assertThat(Background.run(() -> client.health(SHORT)).result().isDown()).isTrue();
      assertThat(Background.run(() -> client.statusPage(StatusPage.Kind.STORES, SHORT)).result())
          .isEmpty();
    }
  }

  @Test
  void anInterruptEndsTheWaitForAName() throws Exception {
    names.hang();
    try (RetrofitMemoryService client = client(1)) {
      boolean[] kept = new boolean[1];
      Background<CallResult<WriteConfirmation>> call =
          Background.run(
              () -> {
                CallResult<WriteConfirmation> answer = client.deliver(Calls.store(), AMPLE);
                kept[0] = Thread.currentThread().isInterrupted();
                return answer;
              });
      Background.await("the name is looked up", () -> names.asked() == 1);

      call.thread().interrupt();

      assertThat(call.result()).isEqualTo(Results.noAnswer("interrupted"));
      assertThat(kept[0]).isTrue();
    }
  }

  @Test
  void closingEndsTheWaitForAName() throws Exception {
    names.hang();
    RetrofitMemoryService client = client(1);
    Background<CallResult<WriteConfirmation>> call =
        Background.run(() -> client.deliver(Calls.store(), AMPLE));
    Background.await("the name is looked up", () -> names.asked() == 1);

    client.close();

    assertThat(Results.reason(call.result()).kind()).isEqualTo(FailureClass.NO_ANSWER);
  }

  @Test
  void callsGoToTheLastKnownAddressWhileTheNameServiceHangs() throws Exception {
    try (CannedServer server = CannedServer.answering(200, "Connection: close\r\n", CONFIRMATION);
        RetrofitMemoryService client = client(server.port())) {
      assertThat(client.deliver(Calls.store(), AMPLE)).isEqualTo(Results.CONFIRMED);
      names.hang();

      for (int i = 0; i < 3; i++) {
        assertThat(Background.run(() -> client.deliver(Calls.store(), AMPLE)).result())
            .isEqualTo(Results.CONFIRMED);
      }
      assertThat(names.asked()).isEqualTo(2);
    }
  }

  @Test
  void anAddressIsNotLookedUp() throws IOException {
    names.hang();
    try (CannedServer server = CannedServer.answering(200, "", CONFIRMATION);
        RetrofitMemoryService client =
            RetrofitMemoryService.create(
                HttpConfig.of(server.url(), "token").withClient(names.client()))) {
      assertThat(client.deliver(Calls.store(), AMPLE)).isEqualTo(Results.CONFIRMED);
      assertThat(names.asked()).isZero();
    }
  }

  @Test
  void aFailureOfTheNameServiceKeepsItsWords() {
    names.fail("memory.test: Temporary failure in name resolution");
    try (RetrofitMemoryService client = client(1)) {
      assertThat(client.deliver(Calls.store(), AMPLE))
          .isEqualTo(
              Results.noAnswer("not connected: memory.test: Temporary failure in name resolution"));
    }
  }

  private RetrofitMemoryService client(int port) {
    OkHttpClient host = names.client();
    return RetrofitMemoryService.create(
        HttpConfig.of(URI.create("http://memory.test:" + port), "token").withClient(host));
  }
}
