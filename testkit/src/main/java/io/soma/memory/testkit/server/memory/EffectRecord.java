package io.soma.memory.testkit.server.memory;

import java.time.Duration;

/**
 * One effect that a request had on the stored data, in the order in which the effects happened.
 *
 * @param sequence from 1, without gaps
 * @param tenant the tenant that it was stored under; {@link ScriptableMemoryService#PINNED_TENANT}
 *     unless the service {@linkplain ScriptableMemoryService#separatesTenants separates tenants}
 * @param coordinate canonical; of a link, where it starts
 * @param payload JSON text: of a store the payload; of a delete {@code {"deleted":b}}, since a
 *     delete that found nothing is an effect too; of a link {@code to_coord}, {@code link_type},
 *     {@code strength} and {@code metadata}; only its beginning where {@link
 *     ScriptableMemoryService#recordPayloads} says so
 * @param idempotencyKey as the request carried it; empty if it carried none
 * @param requestId as the request carried it; empty if it carried none
 * @param age how long before its effect the request had arrived
 * @param abandoned whether the caller had closed the connection before the effect; checked only for
 *     requests that took 20 ms or longer
 * @param atNanos when it happened, by {@link System#nanoTime} of the service's process
 */
public record EffectRecord(
    long sequence,
    String tenant,
    Kind kind,
    String coordinate,
    String payload,
    String idempotencyKey,
    String requestId,
    Duration age,
    boolean abandoned,
    long atNanos) {

  /** The kind of effect. */
  public enum Kind {
    /** It wrote a memory. */
    STORE,
    /** It deleted a memory. */
    DELETE,
    /** It linked two coordinates. */
    LINK
  }
}
