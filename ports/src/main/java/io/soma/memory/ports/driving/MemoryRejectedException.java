package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.call.ServiceRefusal;

/** The memory service refused this very call, and would refuse it for ever; it was not queued. */
public final class MemoryRejectedException extends SomaMemoryException {

  private final ServiceRefusal refusal;

  /** A call that was refused with this. */
  public MemoryRejectedException(ServiceRefusal refusal) {
    super("the memory service refused the call with " + refusal.code() + ": " + refusal.detail());
    this.refusal = refusal;
  }

  /** The memory service's own code for the refusal, such as an HTTP status. */
  public String code() {
    return refusal.code();
  }

  /** The memory service's own words about it. */
  public String detail() {
    return refusal.detail();
  }
}
