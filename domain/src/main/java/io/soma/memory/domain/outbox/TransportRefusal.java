package io.soma.memory.domain.outbox;

import java.time.Instant;

/**
 * That the transport takes none of a tenant's events at present; they wait in the outbox.
 *
 * @param transport the name of the transport, as the configuration has it
 * @param reason why, in the transport's own words
 * @param since when it began to take none
 */
public record TransportRefusal(String transport, String reason, Instant since) {}
