package io.soma.memory.domain.read;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.RequiredValue;
import io.soma.memory.domain.write.TraceParent;
import org.jspecify.annotations.Nullable;

/** The namespace, request id and trace of a read. */
public record ReadContext(
    Namespace namespace, RequestId requestId, @Nullable TraceParent traceParent) {

  public ReadContext {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(requestId, "request id");
  }
}
