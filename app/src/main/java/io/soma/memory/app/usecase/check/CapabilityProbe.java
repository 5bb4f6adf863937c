package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.call.ServiceCapabilities;

/** Explains the effect of a memory service's capabilities on writes that are sent twice. */
public final class CapabilityProbe implements Probe {

  private static final String ITEM = "repeats";

  private final ServiceCapabilities capabilities;

  /** Of a service that says this of itself. */
  public CapabilityProbe(ServiceCapabilities capabilities) {
    this.capabilities = capabilities;
  }

  @Override
  public Finding look() {
    if (capabilities.honoursIdempotencyKeys()) {
      return Finding.ok(ITEM, "the memory service takes each write once, by its idempotency key");
    }
    if (capabilities.replacesByAddress()) {
      return Finding.ok(ITEM, "a write that is sent twice replaces itself");
    }
    return capabilities.readsBack()
        ? Finding.warning(
            ITEM,
            "the memory service keeps each store beside older ones, and has no idempotency keys; it"
                + " is asked whether it has a write before that is sent again",
            "a call that the service executes after its deadline may still store a write twice")
        : Finding.warning(
            ITEM,
            "the memory service keeps each store beside older ones, has no idempotency keys and"
                + " cannot be asked for a write",
            "a write whose answer was lost is stored once more when it is delivered again: expect"
                + " duplicates after outages, and let readers pass over them");
  }
}
