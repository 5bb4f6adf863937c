package io.soma.memory.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.HeaderMap;
import retrofit2.http.POST;

/**
 * A client as one writes it with Retrofit alone: the same route, headers and memory on the wire,
 * enriched by hand as the services that read it expect, and no safety net.
 */
public final class BareClient implements AutoCloseable {

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
          .callTimeout(Duration.ofSeconds(10))
          .build();
  private final String token;
  private final Api api;

  /** A client of a memory service, or a server with its contract, that asks for this token. */
  public BareClient(String baseUrl, String token) {
    this.token = token;
    api =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .client(http)
            .addConverterFactory(JacksonConverterFactory.create())
            .build()
            .create(Api.class);
  }

  /** Stores a memory; throws unless that is confirmed. */
  public void store(String tenant, String key, String coordinate, Map<String, Object> payload) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + token,
            "X-Soma-Tenant",
            tenant,
            "X-Soma-Namespace",
            "bench:" + tenant,
            "X-Request-ID",
            UUID.randomUUID().toString(),
            "X-Idempotency-Key",
            UUID.randomUUID().toString());
    Map<String, Object> memory = memory(tenant, key, coordinate, payload);
    try {
      Response<Stored> response =
          api.store(headers, new Store(coordinate, memory, "episodic")).execute();
      Stored stored = response.body();
      if (stored == null || !stored.coord.equals(coordinate)) {
        throw new IllegalStateException("status " + response.code());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the unused connections. */
  public void closeIdle() {
    http.connectionPool().evictAll();
  }

  private static Map<String, Object> memory(
      String tenant, String key, String coordinate, Map<String, Object> payload) {
    Map<String, Object> memory = new HashMap<>(payload);
    memory.put("content", payload.get("text"));
    memory.put("id", key);
    memory.put("timestamp", System.currentTimeMillis() / 1e3);
    memory.put("universe", tenant);
    memory.put("namespace", "bench:" + tenant);
    memory.put("tenant", tenant);
    memory.put("memory_type", "episodic");
    memory.put("coordinate", Arrays.stream(coordinate.split(",")).map(Double::valueOf).toList());
    return memory;
  }

  @Override
  public void close() {
    closeIdle();
    http.dispatcher().executorService().shutdown();
  }

  private interface Api {
    @POST("memories")
    Call<Stored> store(@HeaderMap Map<String, String> headers, @Body Store body);
  }

  /** The request's body. */
  public record Store(String coord, Map<String, Object> payload, String memory_type) {}

  /** The answer's body. */
  public record Stored(String coord, String memory_type) {}
}
