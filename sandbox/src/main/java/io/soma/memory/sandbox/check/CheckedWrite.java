package io.soma.memory.sandbox.check;

/**
 * One write of a run.
 *
 * @param key the key that it wrote, within its tenant; each key has one writer
 * @param sequence grows with every write to the key, and is in the payload under that name
 * @param id names the write alone, and is in the payload as {@code write}; request ids and
 *     idempotency keys do not, as callers share them
 * @param mayFail whether the memory service does not take it, so that it may end without effect
 */
public record CheckedWrite(String tenant, String key, long sequence, String id, boolean mayFail) {

  /** One that the memory service takes. */
  public CheckedWrite(String tenant, String key, long sequence, String id) {
    this(tenant, key, sequence, id, false);
  }

  /** The key together with its tenant. */
  public String address() {
    return tenant + " " + key;
  }
}
