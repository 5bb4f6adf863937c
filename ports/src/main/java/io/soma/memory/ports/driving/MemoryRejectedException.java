package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;

/** The memory service refused this very call, and would refuse it for ever; it was not queued. */
public final class MemoryRejectedException extends SomaMemoryException {

  private final int status;
  private final String detail;

  public MemoryRejectedException(int status, String detail) {
    super("the memory service refused the call with status " + status + ": " + detail);
    this.status = status;
    this.detail = detail;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What the memory service says about it. */
  public String detail() {
    return detail;
  }
}
