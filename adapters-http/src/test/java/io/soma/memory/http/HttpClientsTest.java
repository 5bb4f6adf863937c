package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpClientsTest {

  private final HttpConfig config =
      new HttpConfig(URI.create("http://unused"), "token", 3, 777, null);
  private final OkHttpClient client =
      HttpClients.create(config, InstantSource.system(), Dns.SYSTEM);

  @Test
  void noStepHasADefaultOfOkHttpsThatCouldCutACallShort() {
    assertThat(client.connectTimeoutMillis()).isZero();
    assertThat(client.writeTimeoutMillis()).isZero();
    assertThat(client.readTimeoutMillis()).isZero();
  }

  @Test
  void tenantsNeverShareAConnectionAtOneTime() {
    assertThat(client.protocols()).containsExactly(Protocol.HTTP_1_1);
  }

  @Test
  void theDispatcherHoldsNoCallBack() {
    assertThat(client.dispatcher().getMaxRequests()).isEqualTo(777);
    assertThat(client.dispatcher().getMaxRequestsPerHost()).isEqualTo(777);
  }

  @Test
  void idleConnectionsAreClosedBeforeAServerDoesIt() throws Exception {
    try (CannedServer server = CannedServer.answering(200, "", "{}")) {
      client.newCall(get(server.url())).execute().close();
      assertThat(client.connectionPool().connectionCount()).isEqualTo(1);

      Background.await("it is closed", () -> client.connectionPool().connectionCount() == 0);
    }
  }

  @Test
  void aBodyIsNotSentASecondTimeByAnyOkHttp() throws IOException {
    try (CannedServer server = CannedServer.answering(503, "Retry-After: 0\r\n", "{}")) {
      Request request = new Request.Builder().url(server.url()).post(new OneShotJson("{}")).build();

      try (Response response = new OkHttpClient().newCall(request).execute()) {
        assertThat(response.code()).isEqualTo(503);
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void clientOfTheProgramKeepsWhatIsItsOwnAndNoRule() throws IOException {
    List<String> seen = new ArrayList<>();
    Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128));
    OkHttpClient host =
        new OkHttpClient.Builder()
            .proxy(proxy)
            .followRedirects(true)
            .fastFallback(false)
            .callTimeout(Duration.ofSeconds(1))
            .addInterceptor(
                chain -> {
                  seen.add(chain.request().url().encodedPath());
                  return chain.proceed(chain.request());
                })
            .build();

    OkHttpClient built =
        HttpClients.create(config.withClient(host), InstantSource.system(), Dns.SYSTEM);

    assertThat(built.proxy()).isEqualTo(proxy);
    assertThat(built.followRedirects()).isFalse();
    assertThat(built.fastFallback()).isTrue();
    assertThat(built.retryOnConnectionFailure()).isFalse();
    assertThat(built.callTimeoutMillis()).isZero();
    assertThat(built.protocols()).containsExactly(Protocol.HTTP_1_1);
    assertThat(built.connectionPool()).isNotSameAs(host.connectionPool());
    assertThat(built.dispatcher()).isNotSameAs(host.dispatcher());
    try (CannedServer server = CannedServer.answering(200, "", "{}")) {
      OkHttpClient direct = built.newBuilder().proxy(Proxy.NO_PROXY).build();
      direct.newCall(get(server.url())).execute().close();
    }
    assertThat(seen).hasSize(1);
  }

  private static Request get(String url) {
    return new Request.Builder().url(url).tag(BodyLimit.class, BodyLimit.READ).build();
  }
}
