package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import java.util.function.BooleanSupplier;

/**
 * A write and the caller that waits for its outcome.
 *
 * @param deadline of the monotonic clock, in nanoseconds: turn, call and further attempts end then
 * @param isCallerGone whether the caller gave up, so that the write is neither tried again nor
 *     queued
 */
record WriteCall(Delivery delivery, long deadline, BooleanSupplier isCallerGone) {

  TenantId tenant() {
    return delivery.tenant();
  }
}
