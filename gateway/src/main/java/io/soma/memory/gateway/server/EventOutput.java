package io.soma.memory.gateway.server;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection below an {@link EventStream}. */
interface EventOutput {

  /**
   * Writes without waiting.
   *
   * @param last whether the answer ends with these bytes
   * @param done is told once: null when the connection took the bytes, else why it did not
   */
  void write(byte[] bytes, boolean last, Consumer<@Nullable Throwable> done);

  /** Whether the caller has closed the connection. */
  boolean isPeerGone();

  /** Closes the connection; a write under way fails. */
  void cutOff();
}
