package io.soma.memory.domain.write;

import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about a write beside its content.
 *
 * @param requestId the caller's own; a new one is made where it is absent
 * @param idempotencyKey the caller's own, under which this write alone may come again; derived from
 *     the request id where it is absent
 * @param traceParent passed on with every call that the write causes
 */
public record WriteOptions(
    @Nullable RequestId requestId,
    @Nullable IdempotencyKey idempotencyKey,
    @Nullable TraceParent traceParent) {

  /** Nothing said. */
  public static final WriteOptions NONE = new WriteOptions(null, null, null);

  /** With this request id. */
  public static WriteOptions requestId(String requestId) {
    return NONE.withRequestId(new RequestId(requestId));
  }

  WriteOptions withRequestId(RequestId id) {
    return new WriteOptions(id, idempotencyKey, traceParent);
  }
}
