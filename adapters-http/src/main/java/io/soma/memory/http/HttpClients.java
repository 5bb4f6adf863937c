package io.soma.memory.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** OkHttp without its own retries, redirects and other automatic behaviour. */
final class HttpClients {

  // Servers close idle connections after 2 s (gunicorn) or 5 s (uvicorn), and a write that meets a
  // closing connection has an unknown outcome.
  private static final Duration KEPT_IDLE = Duration.ofSeconds(1);

  private HttpClients() {}

  /** The name service of the host's client, or else the system's. */
  static Dns nameService(HttpConfig config) {
    OkHttpClient host = config.client();
    return host == null ? Dns.SYSTEM : host.dns();
  }

  static OkHttpClient create(HttpConfig config, InstantSource clock, Dns names) {
    return base(config.client())
        .dns(names)
        .dispatcher(dispatcher(config.maxInFlight()))
        .connectionPool(
            new ConnectionPool(
                config.maxConnections(), KEPT_IDLE.toMillis(), TimeUnit.MILLISECONDS))
        // Over HTTP/2 all tenants would share one connection, and one that hangs could fill it.
        .protocols(List.of(Protocol.HTTP_1_1))
        // Deadlines end the whole, whichever step it is at; a step's own time would cut it short,
        // or cost a timer each where it is as long.
        .connectTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        // Without it, a lost address would take the time of all others, and the thread of the call
        // would look up the name of a SOCKS proxy.
        .fastFallback(true)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .addNetworkInterceptor(new AnswerInterceptor(clock))
        .addNetworkInterceptor(new SendingTime.Check())
        .build();
  }

  private static OkHttpClient.Builder base(@Nullable OkHttpClient host) {
    if (host == null) {
      return new OkHttpClient.Builder().socketFactory(new InterruptibleSockets());
    }
    OkHttpClient.Builder builder = host.newBuilder().cache(null).callTimeout(Duration.ZERO);
    // One that the host has chosen leads where ours does not.
    return host.socketFactory().equals(SocketFactory.getDefault())
        ? builder.socketFactory(new InterruptibleSockets())
        : builder;
  }

  /** The same client, with the same connections, for Retrofit. */
  static OkHttpClient forRetrofit(OkHttpClient client) {
    return client.newBuilder().addInterceptor(new BoundedBodyInterceptor()).build();
  }

  // Calls run on their callers' threads, which these limits do not hold up; they are raised so that
  // a call which did go through the dispatcher would not wait behind another tenant's.
  private static Dispatcher dispatcher(int maxInFlight) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(maxInFlight);
    dispatcher.setMaxRequestsPerHost(maxInFlight);
    return dispatcher;
  }
}
