package io.soma.memory.gateway;

import com.google.inject.Binder;
import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.spi.Elements;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.serve.Serve;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MessageBroker;
import io.soma.memory.ports.driven.PoolUsage;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ServiceResults;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A gateway on a free loopback port: the product's own wiring, its adapters swapped for fakes. */
public final class GatewayRig implements AutoCloseable {

  public static final String TOKEN = "token-for-everybody";
  public static final TenantId TENANT = new TenantId("alpha");
  public static final CallResult<WriteConfirmation> UNAVAILABLE =
      ServiceResults.serverError("broken");

  private final InMemoryModule fakes;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final Serve serve;
  private volatile BrokerHealth broker = new BrokerHealth(true, "it answers");

  /** Further variables as name, value, name, value; an empty value unsets one. */
  public GatewayRig(String... variables) {
    this(new InMemoryModule(), variables);
  }

  /** One of several processes on the same database. */
  public GatewayRig(InMemoryModule fakes, String... variables) {
    this(fakes, fakes, variables);
  }

  private GatewayRig(InMemoryModule fakes, Module swapped, String... variables) {
    this.fakes = fakes;
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-service-token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody:canary-password@127.0.0.1:1/x");
    environment.put("SOMABRAIN_HTTP_RETRIES", "0");
    environment.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    environment.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    environment.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    for (int i = 0; i < variables.length; i += 2) {
      if (variables[i + 1].isEmpty()) {
        environment.remove(variables[i]);
      } else {
        environment.put(variables[i], variables[i + 1]);
      }
    }
    ServeConfig config = ServeConfig.from(environment);
    MemoryModule real = new MemoryModule(config.memory(), BackgroundParts.of(config));
    SomaMemory soma =
        SomaMemory.of(Engine.start(Modules.override(real).with(swapped, this::bindBroker)));
    // The outbox in memory has no connections to tell of.
    soma.metrics().pools(() -> List.of(new PoolUsage("ingest", 1, 1, 0, 2)), null);
    serve = Serve.start(config, soma);
  }

  /** All is faked, and events travel by this transport. */
  public static GatewayRig carriedBy(EventPublisher transport, String... variables) {
    InMemoryModule fakes = new InMemoryModule();
    Module swapped =
        Modules.override(fakes)
            .with(binder -> binder.bind(EventPublisher.class).toInstance(transport));
    return new GatewayRig(fakes, swapped, variables);
  }

  /** The product's own way to a memory service; all else is faked. */
  public static GatewayRig before(ScriptableMemoryService service, String... variables) {
    InMemoryModule fakes = new InMemoryModule();
    Module allButTheService =
        Elements.getModule(
            Elements.getElements(fakes).stream()
                .filter(
                    element ->
                        !(element instanceof Binding<?> binding
                            && binding.getKey().equals(Key.get(MemoryService.class))))
                .toList());
    String[] where = {
      "SOMABRAIN_MEMORY_HTTP_ENDPOINT", service.baseUrl(),
      "SOMABRAIN_MEMORY_HTTP_TOKEN", service.token()
    };
    return new GatewayRig(
        fakes,
        allButTheService,
        Stream.of(where, variables).flatMap(Stream::of).toArray(String[]::new));
  }

  private void bindBroker(Binder binder) {
    Multibinder.newSetBinder(binder, MessageBroker.class).addBinding().toInstance(() -> broker);
  }

  /** What the broker of the transport says from now on. */
  public void broker(BrokerHealth health) {
    broker = health;
  }

  public FakeMemoryService service() {
    return fakes.memoryService();
  }

  public InMemoryModule fakes() {
    return fakes;
  }

  public Serve serve() {
    return serve;
  }

  public int port() {
    return serve.gatewayPort();
  }

  /** A request of tenant alpha with the token for everybody. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path)
        .header("Authorization", "Bearer " + TOKEN)
        .header("X-Soma-Tenant", TENANT.value());
  }

  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  public HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpResponse<String> ops(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serve.opsPort() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Sends a request, and holds its answer against what is documented. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.uri().getPort() == port()) {
        DocumentedAnswers.OF_GATEWAY.check(answer);
      } else if (answer.uri().getPort() == serve.adminPort()) {
        DocumentedAnswers.OF_ADMIN.check(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    serve.close();
    threads.shutdownNow();
  }
}
