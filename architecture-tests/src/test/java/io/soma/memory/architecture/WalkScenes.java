package io.soma.memory.architecture;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.kafka.KafkaReplayLoop;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.relay.Relay;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.serve.Serve;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/**
 * The calls that {@link WalkTrace} watches, each once as a rehearsal: what is made at the first
 * call alone is no part of a walk. No loop runs in the background but where a walk needs it.
 */
final class WalkScenes {

  private static final TenantId TENANT = new TenantId("alpha");
  private static final String ADMIN_TOKEN = "0123456789abcdef0123456789abcdef";

  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private int writes;

  private WalkScenes() {
    service.health(true, true, true);
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    WalkScenes scenes = new WalkScenes();
    for (int i = 1; i < arguments.length; i++) {
      scenes.show(arguments[i], directory);
    }
    System.exit(0);
  }

  private void show(String scene, Path directory) throws IOException {
    switch (scene) {
      case "direct" -> direct();
      case "queued" -> queued();
      case "delivered" -> delivered();
      case "kafka" -> deliveredOverKafka();
      case "replayed" -> replayed(directory);
      default -> throw new IllegalArgumentException("no such scene: " + scene);
    }
  }

  /** The tracer looks from here on. */
  static void begin(String walk) {}

  /** The tracer looks no more. */
  static void end() {}

  private static void walk(String name, Runnable scene) {
    scene.run();
    begin(name);
    scene.run();
    end();
  }

  private void direct() {
    MemoryClient client = injector().getInstance(MemoryClient.class);
    walk("a write, direct", () -> write(client));
  }

  private void queued() {
    MemoryClient client =
        injector("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack").getInstance(MemoryClient.class);
    walk("a write, queued", () -> write(client));
  }

  private void delivered() {
    Injector injector = injector("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    MemoryClient client = injector.getInstance(MemoryClient.class);
    Relay relay = injector.getInstance(Relay.class);
    write(client);
    relay.relay(TENANT);
    write(client);
    begin("an event, direct transport");
    relay.relay(TENANT);
    end();
  }

  private void deliveredOverKafka() {
    Injector injector =
        injector(
            "SOMABRAIN_MEMORY_WRITE_MODE",
            "fast_ack",
            "SOMABRAIN_KAFKA_URL",
            EmbeddedKafkaBroker.shared().bootstrapServers());
    MemoryClient client = injector.getInstance(MemoryClient.class);
    Relay relay = injector.getInstance(Relay.class);
    write(client);
    relay.relay(TENANT);
    int before = service.effects().size();
    injector.getInstance(KafkaReplayLoop.class).start();
    awaitEffects(before + 1);
    write(client);
    begin("an event, over Kafka");
    relay.relay(TENANT);
    awaitEffects(before + 2);
    end();
  }

  private void replayed(Path directory) throws IOException {
    String[] variables = {
      "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack",
      "SOMABRAIN_GATEWAY_TOKEN", ADMIN_TOKEN + "-gateway",
      "SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0",
      "SOMABRAIN_OPS_BIND", "127.0.0.1:0",
      "SOMABRAIN_ADMIN_BIND", "127.0.0.1:0",
      "SOMABRAIN_OUTBOX_API_TOKEN", ADMIN_TOKEN
    };
    Map<String, String> environment = environment(variables);
    Injector injector = injector(environment);
    Outbox outbox = injector.getInstance(Outbox.class);
    MemoryClient client = injector.getInstance(MemoryClient.class);
    Path token = Files.writeString(directory.resolve("token"), ADMIN_TOKEN);
    ServeConfig config = ServeConfig.from(environment);
    SomaMemory soma =
        SomaMemory.start(config.memory(), new BackgroundParts(false, false, false, false));
    Serve serve = Serve.start(config, soma);
    replay(fail(outbox, client), serve, token);
    String event = fail(outbox, client);
    begin("an operator's replay");
    replay(event, serve, token);
    end();
  }

  private String fail(Outbox outbox, MemoryClient client) {
    EventId event = ((WriteReceipt.Queued) write(client)).eventId();
    outbox.fail(TENANT, event, "refused");
    return event.toString();
  }

  private static void replay(String event, Serve serve, Path token) {
    String url = "http://127.0.0.1:" + serve.adminPort();
    SomaCommand outbox =
        ServiceLoader.load(SomaCommand.class).stream()
            .filter(each -> each.type().getSimpleName().equals("OutboxCommand"))
            .findFirst()
            .orElseThrow()
            .get();
    int code =
        new CommandLine(outbox)
            .execute("replay", event, "--url", url, "--token-file", token.toString());
    if (code != 0) {
      throw new AssertionError("replay ended with " + code);
    }
  }

  private WriteReceipt write(MemoryClient client) {
    writes++;
    return client.remember(
        Remember.of("test:alpha", "key-" + writes, Map.of("text", "text " + writes)));
  }

  // The confirmation follows the effect, and nothing else does.
  private void awaitEffects(int expected) {
    while (service.effects().size() < expected) {
      LockSupport.parkNanos(1_000_000);
    }
    LockSupport.parkNanos(2_000_000_000L);
  }

  private Injector injector(String... variables) {
    return injector(environment(variables));
  }

  private static Injector injector(Map<String, String> environment) {
    // Nothing wakes the relay but a scene.
    Module still = binder -> binder.bind(RelaySignal.class).toInstance(tenant -> {});
    Injector injector =
        Guice.createInjector(
            Modules.override(new MemoryModule(MemoryConfig.from(environment))).with(still));
    injector.getInstance(TrackedBacklog.class).refresh();
    return injector;
  }

  private Map<String, String> environment(String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", service.baseUrl());
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", service.token());
    environment.put("SOMABRAIN_POSTGRES_DSN", EmbeddedPostgresServer.shared().createDatabase());
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }
}
