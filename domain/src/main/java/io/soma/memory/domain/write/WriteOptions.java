package io.soma.memory.domain.write;

import org.jspecify.annotations.Nullable;

/**
 * The options of a write, all of them optional.
 *
 * @param requestId the caller's own, which other writes may share; a new one is made where it is
 *     absent
 * @param namedKey the caller's own idempotency key: a repeat under it is the same write, and takes
 *     effect once
 * @param traceParent passed on with every call that the write causes
 * @param batchIndex the write's place in its batch; null outside a batch
 * @param mode which way this write goes; null for its tenant's way
 */
public record WriteOptions(
    @Nullable RequestId requestId,
    @Nullable NamedKey namedKey,
    @Nullable TraceParent traceParent,
    @Nullable Integer batchIndex,
    @Nullable WriteMode mode) {

  /** No options set. */
  public static final WriteOptions NONE = new WriteOptions(null, null, null, null, null);

  /** With this request id. */
  public static WriteOptions requestId(String requestId) {
    return NONE.withRequestId(new RequestId(requestId));
  }

  /** With this idempotency key. */
  public static WriteOptions idempotencyKey(String key) {
    return new WriteOptions(null, new NamedKey(key), null, null, null);
  }

  /** The same with this request id. */
  public WriteOptions withRequestId(RequestId id) {
    RequiredValue.check(id, "request id");
    return new WriteOptions(id, namedKey, traceParent, batchIndex, mode);
  }

  /** The same options with this mode, which overrides the tenant's. */
  public WriteOptions withMode(WriteMode newMode) {
    RequiredValue.check(newMode, "write mode");
    return new WriteOptions(requestId, namedKey, traceParent, batchIndex, newMode);
  }

  /** The same at this place of a batch. */
  public WriteOptions inBatch(RequestId batchId, int index) {
    RequiredValue.check(batchId, "request id");
    return new WriteOptions(batchId, namedKey, traceParent, index, mode);
  }
}
