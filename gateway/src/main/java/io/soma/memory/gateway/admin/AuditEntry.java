package io.soma.memory.gateway.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change that an operator made.
 *
 * @param operator as the caller names itself, which nobody verifies
 * @param from the address of the caller, or of the proxy before it
 * @param action such as {@code replay}
 * @param events the first of those that changed
 * @param count how many events changed
 */
record AuditEntry(
    Instant at,
    String operator,
    String from,
    String action,
    @Nullable String tenant,
    List<Long> events,
    int count) {

  AuditEntry {
    events = List.copyOf(events);
  }
}
