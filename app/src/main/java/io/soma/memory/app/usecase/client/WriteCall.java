package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteMode;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A write and the caller that waits for its outcome.
 *
 * @param mode which way the caller wants it to go; null for its tenant's way
 * @param deadline of the monotonic clock, in nanoseconds: turn, call and further attempts end then
 * @param isCallerGone whether the caller gave up, so that the write is neither tried again nor
 *     queued
 * @param whyGone says why, in words that follow "as"
 */
record WriteCall(
    Delivery delivery,
    @Nullable WriteMode mode,
    long deadline,
    BooleanSupplier isCallerGone,
    Supplier<String> whyGone) {

  TenantId tenant() {
    return delivery.tenant();
  }
}
