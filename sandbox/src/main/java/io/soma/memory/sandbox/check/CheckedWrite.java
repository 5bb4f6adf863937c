package io.soma.memory.sandbox.check;

/**
 * One write and whether it was acknowledged.
 *
 * @param key the key that it wrote, within its tenant; each key has one writer
 * @param sequence grows with every write to the key, and is in the payload under that name
 * @param id names the write alone, and is in the payload as {@code write}; request ids and
 *     idempotency keys do not, as callers share them
 * @param acknowledged whether its caller heard that it is safe
 * @param repeatedUnnamed whether its caller repeated it without an idempotency key of its own: the
 *     repeat of a write that was confirmed meanwhile cannot be told from a new intention, and is a
 *     new write
 */
public record CheckedWrite(
    String tenant,
    String key,
    long sequence,
    String id,
    boolean acknowledged,
    boolean repeatedUnnamed) {

  /** The key together with its tenant. */
  String address() {
    return tenant + " " + key;
  }
}
