package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request, and its tenant, by its headers.
 *
 * @param tokenName the name of its token, which is no secret
 * @param queuedStatus the status of the answer to a write that was queued
 * @param mode which way its write goes, where it says so
 * @param namedKey the caller's own idempotency key, where it names one
 */
record Caller(
    String tokenName,
    Namespace namespace,
    RequestId requestId,
    int queuedStatus,
    @Nullable WriteMode mode,
    @Nullable NamedKey namedKey,
    @Nullable TraceParent traceParent) {

  TenantId tenant() {
    return namespace.tenant();
  }

  WriteOptions options() {
    return new WriteOptions(requestId, namedKey, traceParent, null, mode);
  }

  ReadContext context() {
    return new ReadContext(namespace, requestId, traceParent);
  }
}
