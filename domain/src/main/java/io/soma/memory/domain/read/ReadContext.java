package io.soma.memory.domain.read;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import org.jspecify.annotations.Nullable;

/** On whose behalf a read is made. */
public record ReadContext(
    Namespace namespace, RequestId requestId, @Nullable TraceParent traceParent) {}
