package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/**
 * How the relay takes its turns.
 *
 * @param batchSize events of one tenant that are carried before another tenant's turn
 * @param lease how long a tenant is held at a time; longer than a batch can take
 */
public record RelayLimits(int batchSize, Duration lease) {}
