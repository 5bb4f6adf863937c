package io.soma.memory.sandbox.demo;

import io.soma.memory.sandbox.sabotage.Sabotage;
import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.Optional;

/**
 * The options of a demo.
 *
 * @param tenants how many write; the first of them will hang
 * @param seconds how long they write
 * @param rate writes per second of all tenants together
 * @param seed of the keys that are written
 * @param memoryService the memory service's treatment of idempotency keys
 */
public record DemoOptions(
    int tenants,
    int seconds,
    int rate,
    long seed,
    boolean plain,
    Optional<Sabotage> sabotage,
    MemoryServiceKind memoryService) {}
