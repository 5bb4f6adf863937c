package io.soma.memory.app.servers;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How a test runs the application against its servers. */
final class Deployment {

  static final TenantId TENANT = new TenantId("alpha");

  private Deployment() {}

  /** Starts with a service that keeps tenants apart, honours keys and claims to be healthy. */
  static SomaMemory start(ScriptableMemoryService service, String dsn, String... variables) {
    service.separatesTenants(true);
    service.honoursIdempotencyKeys(true);
    service.health(true, true, true);
    return SomaMemory.start(MemoryConfig.from(environment(service, dsn, variables)));
  }

  /** The settings for these servers. */
  static Map<String, String> environment(
      ScriptableMemoryService service, String dsn, String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", service.baseUrl());
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", service.token());
    environment.put("SOMABRAIN_POSTGRES_DSN", dsn);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }

  /** A write that has its text as its request id. */
  static Remember write(String text) {
    return writeTo("key-" + text, text);
  }

  /** The same to a key that several writes share. */
  static Remember writeTo(String key, String text) {
    return Remember.of("test:alpha", key, Map.of("text", text))
        .withOptions(WriteOptions.requestId(text));
  }

  /** Bounded by the test's own timeout. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
