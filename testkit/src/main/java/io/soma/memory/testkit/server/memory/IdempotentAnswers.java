package io.soma.memory.testkit.server.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The answers given to idempotency keys, per tenant. Refusals are not kept. Thread safe. */
final class IdempotentAnswers {
  private final Map<String, Map<String, ScriptedAnswer>> tenants = new ConcurrentHashMap<>();

  /** Runs a write once per key; requests that come meanwhile wait for its answer. */
  ScriptedAnswer once(Origin origin, Supplier<ScriptedAnswer> write) {
    if (origin.idempotencyKey().isEmpty()) {
      return write.get();
    }
    return tenants
        .computeIfAbsent(origin.tenant(), unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(origin.idempotencyKey(), unused -> write.get());
  }
}
