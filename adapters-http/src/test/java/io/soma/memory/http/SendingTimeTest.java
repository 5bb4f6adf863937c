package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** A process that stood still sends nothing once its time is over. */
class SendingTimeTest {

  private static final Duration TIME = Duration.ofSeconds(8);

  private final AtomicLong now = new AtomicLong();
  private final SendingTime time = SendingTime.from(now::get, TIME);

  @Test
  void aBodyWithinItsTimeIsSentWhole() throws Exception {
    Buffer sent = new Buffer();

    new OneShotJson("x".repeat(20_000), time).writeTo(sent);

    assertThat(sent.size()).isEqualTo(20_000);
  }

  @Test
  void aBodyWhoseTimeEndsOnTheWayIsNotSentToItsEnd() {
    Buffer sent = new Buffer();
    AtomicLong looks = new AtomicLong();
    SendingTime stopsAfterTheFirstPart =
        new SendingTime(() -> looks.incrementAndGet() > 1 ? TIME.toNanos() : 0, TIME.toNanos());

    assertThatIOException()
        .isThrownBy(() -> new OneShotJson("x".repeat(20_000), stopsAfterTheFirstPart).writeTo(sent))
        .withMessageContaining("not sent");
    assertThat(sent.size()).isLessThan(20_000);
  }

  @Test
  void aRequestWhoseTimeIsOverReachesNoService() throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      OkHttpClient client =
          new OkHttpClient.Builder().addNetworkInterceptor(new SendingTime.Check()).build();
      Request delete =
          new Request.Builder()
              .url(service.baseUrl() + "/memories/1.0")
              .tag(SendingTime.class, time)
              .delete(null)
              .build();
      now.set(TIME.toNanos());

      assertThatIOException().isThrownBy(() -> client.newCall(delete).execute());
      assertThat(service.requests()).isEmpty();
    }
  }
}
