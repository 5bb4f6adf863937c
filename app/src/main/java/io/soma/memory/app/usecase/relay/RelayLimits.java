package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/**
 * How the relay takes its turns.
 *
 * @param batchSize events of one tenant that are carried before another tenant's turn
 * @param batchBytes as large as the bodies of a batch may be together; more than twice the largest
 * @param lease how long a tenant is held at a time; longer than a batch can take
 * @param refusedAtOnce how many tenants may have a turn at once of which the transport took nothing
 *     the last time; fewer than the relay has threads
 */
public record RelayLimits(int batchSize, long batchBytes, Duration lease, int refusedAtOnce) {}
