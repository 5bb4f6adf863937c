package io.soma.memory.domain.read;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.RequiredValue;
import io.soma.memory.domain.write.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * The namespace, request id and trace of a read.
 *
 * @param room for its answer; a memory service may leave it alone, and the one over HTTP asks it
 *     before it unpacks an answer
 */
public record ReadContext(
    Namespace namespace, RequestId requestId, @Nullable TraceParent traceParent, HeapRoom room) {

  public ReadContext {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(requestId, "request id");
    RequiredValue.check(room, "room");
  }

  /** A context without a bound of the answer's heap. */
  public ReadContext(Namespace namespace, RequestId requestId, @Nullable TraceParent traceParent) {
    this(namespace, requestId, traceParent, HeapRoom.UNBOUNDED);
  }

  /** The same with room of its own. */
  public ReadContext with(HeapRoom other) {
    return new ReadContext(namespace, requestId, traceParent, other);
  }
}
