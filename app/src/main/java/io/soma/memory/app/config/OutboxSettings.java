package io.soma.memory.app.config;

import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.replay.AttemptLimit;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.postgres.connection.PostgresConfig;

/**
 * The outbox and its transport.
 *
 * @param postgres where it is
 * @param transport the transport that carries events
 * @param batchSize events of one tenant that the relay carries at a time
 * @param attempts how many times an event is tried that fails while others pass
 * @param backpressure how much of a tenant's may wait
 * @param unread whether writes go directly while the outbox cannot be read
 */
public record OutboxSettings(
    PostgresConfig postgres,
    TransportSettings transport,
    int batchSize,
    AttemptLimit attempts,
    BackpressureLimit backpressure,
    UnreadOutboxRule unread) {}
