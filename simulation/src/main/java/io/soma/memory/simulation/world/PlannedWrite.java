package io.soma.memory.simulation.world;

import org.jspecify.annotations.Nullable;

/**
 * A write that a caller is going to make.
 *
 * @param id names the write alone
 * @param pauseMillis how long the caller waits after its last one at the address has ended
 * @param instance which one it is handed to; another one where that is down
 * @param requestId the caller's id for the request; other writes may share it
 * @param namedKey the idempotency key that the caller names; null for none
 * @param isRepeated whether it is made once more where its outcome is not known, as callers do
 * @param isInLine whether its caller goes on to its next write as soon as this one is in line
 * @param isFastAck whether it asks for the way through the outbox
 */
public record PlannedWrite(
    String id,
    int tenant,
    int address,
    int pauseMillis,
    int instance,
    String requestId,
    @Nullable String namedKey,
    boolean isRepeated,
    boolean isFastAck,
    boolean isInLine) {}
