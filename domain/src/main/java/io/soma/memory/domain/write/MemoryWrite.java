package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.Namespace;

/** One write, as its caller means it. */
public sealed interface MemoryWrite permits Remember, Forget, Link {

  /** Where it belongs; names the tenant. */
  Namespace namespace();

  /** What the caller said beside the content. */
  WriteOptions options();
}
