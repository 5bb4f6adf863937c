package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.Namespace;
import java.util.function.Function;

/** One write, as its caller means it. */
public sealed interface MemoryWrite permits Remember, Forget, Link {

  /** Where it belongs; names the tenant. */
  Namespace namespace();

  /** The caller's options for the write. */
  WriteOptions options();

  /** Its operation at the memory service. */
  default WriteOperation operation() {
    return fold(
        remember -> WriteOperation.STORE,
        forget -> WriteOperation.DELETE,
        link -> WriteOperation.LINK);
  }

  /** The result of the function for this kind of write. A new kind adds one for every caller. */
  <T> T fold(
      Function<? super Remember, ? extends T> remember,
      Function<? super Forget, ? extends T> forget,
      Function<? super Link, ? extends T> link);
}
