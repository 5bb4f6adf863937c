package io.soma.memory.domain.outbox;

import org.jspecify.annotations.Nullable;

/**
 * An event as operators see it.
 *
 * @param readable the event; null if this version cannot read its row
 * @param confirmed whether the memory service confirmed it; it is then kept for its retention
 * @param lastError why it failed, or failed last, or cannot be read
 */
public record OutboxEntry(
    EventRow row,
    @Nullable OutboxEvent readable,
    EventStatus status,
    boolean confirmed,
    @Nullable String lastError) {

  /** Of an event that this version can read. */
  public OutboxEntry(
      OutboxEvent event, EventStatus status, boolean confirmed, @Nullable String lastError) {
    this(EventRow.of(event), event, status, confirmed, lastError);
  }

  /**
   * Of a row that this version cannot read.
   *
   * @param why what is wrong with it
   */
  public static OutboxEntry unreadable(
      EventRow row, String why, EventStatus status, boolean confirmed, @Nullable String lastError) {
    String before = lastError == null ? "" : "; before: " + lastError;
    return new OutboxEntry(
        row, null, status, confirmed, "this version cannot read it: " + why + before);
  }

  /** Whether this version can read it. What it cannot read, it does not deliver. */
  public boolean isReadable() {
    return readable != null;
  }

  /**
   * The event.
   *
   * @throws IllegalStateException if this version cannot read it
   */
  public OutboxEvent event() {
    if (readable == null) {
      throw new IllegalStateException("event " + row.id() + ": " + lastError);
    }
    return readable;
  }
}
