package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * Neither way was open: the call is not acknowledged. A write may yet take effect, as an answer can
 * be lost on its way; trying it again under the same request id is safe.
 */
public class MemoryUnavailableException extends SomaMemoryException {

  /**
   * Both causes in one message.
   *
   * @param service why the memory service could not take it
   * @param outbox why the outbox could not, or null where it was not asked
   */
  public MemoryUnavailableException(String service, @Nullable Throwable outbox) {
    super(
        outbox == null
            ? "the memory service is not available: " + service
            : "the memory service is not available: "
                + service
                + "; and the outbox cannot take the write: "
                + outbox.getMessage(),
        outbox);
  }

  MemoryUnavailableException(@Nullable Throwable cause, String message) {
    super(message, cause);
  }

  /** Where neither the memory service nor the outbox is the reason; the message is this alone. */
  public static MemoryUnavailableException because(String why, @Nullable Throwable cause) {
    return new MemoryUnavailableException(cause, why);
  }
}
