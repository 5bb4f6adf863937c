package io.soma.memory.ports.driving;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one tenant is doing.
 *
 * @param circuit in this instance
 * @param pending events that the transport has not taken
 * @param unconfirmed events that the memory service has not confirmed, the pending ones included
 * @param oldestAge of the oldest unconfirmed event; null where there is none
 * @param opening why and since when the circuit is not closed; null where it is closed, idle or
 *     forced
 */
public record TenantStatus(
    TenantId tenant,
    CircuitState circuit,
    long pending,
    long unconfirmed,
    @Nullable Duration oldestAge,
    @Nullable OpenCircuit opening) {}
