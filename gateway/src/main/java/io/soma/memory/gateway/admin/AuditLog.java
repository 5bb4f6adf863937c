package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.supervision.Logs;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who changed what. Each change is a line of the log, which keeps it; the last ones of this process
 * are there for the console too. Safe for many threads.
 */
public final class AuditLog {

  private static final Logger LOG = Logs.of(AuditLog.class);
  private static final int KEPT = 500;
  private static final int NAMED = 100;
  private static final int LONGEST_NAME = 64;

  private final InstantSource clock;
  private final Deque<AuditEntry> entries = new ArrayDeque<>();

  /** Empty at the start. */
  public AuditLog(InstantSource clock) {
    this.clock = clock;
  }

  /** {@code GET /admin/audit}. */
  Route route(AdminDoor door) {
    return new Route("GET", "/admin/audit", door.get((call, body) -> Reply.json(200, shown())));
  }

  /** The same for the live feed. */
  LivePart live() {
    return new LivePart("audit", () -> JsonOutput.of(shown()));
  }

  /**
   * Notes a change.
   *
   * @param words what was done, for the log
   */
  void note(
      HttpCall call, String action, @Nullable String tenant, List<EventId> events, String words) {
    List<Long> named = events.stream().limit(NAMED).map(EventId::value).toList();
    AuditEntry entry =
        new AuditEntry(
            clock.instant(),
            operator(call.header("X-Soma-Operator")),
            call.peer().getHostAddress(),
            action,
            tenant,
            named,
            events.size());
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("operator", entry.operator())
            .addKeyValue("from", entry.from())
            .addKeyValue("action", action);
    if (tenant != null) {
      line = line.addKeyValue("tenant", tenant);
    }
    line.addKeyValue("events", named).addKeyValue("count", events.size()).log(words);
    synchronized (entries) {
      entries.addFirst(entry);
      if (entries.size() > KEPT) {
        entries.removeLast();
      }
    }
  }

  /**
   * Gives an order, and notes it if it fails, as it may have taken effect in part.
   *
   * @param events the events that it names
   */
  <T> T attempt(
      HttpCall call,
      String action,
      @Nullable String tenant,
      List<EventId> events,
      Supplier<T> order) {
    try {
      return order.get();
    } catch (RuntimeException e) {
      note(
          call,
          action + " (failed)",
          tenant,
          events,
          "an operator's order failed, and may have taken effect in part: " + e.getMessage());
      throw e;
    }
  }

  private Map<String, Object> shown() {
    List<Map<String, @Nullable Object>> shown;
    synchronized (entries) {
      shown = entries.stream().map(AuditLog::shown).toList();
    }
    return Map.of("process", ProcessName.HERE, "entries", shown);
  }

  private static Map<String, @Nullable Object> shown(AuditEntry entry) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("at", entry.at().toString());
    shown.put("operator", entry.operator());
    shown.put("from", entry.from());
    shown.put("action", entry.action());
    shown.put("tenant_id", entry.tenant());
    shown.put("event_ids", entry.events());
    shown.put("count", entry.count());
    return shown;
  }

  // A name that could be mistaken for more than a name is none.
  private static String operator(@Nullable String name) {
    return name != null
            && name.length() <= LONGEST_NAME
            && name.chars().allMatch(c -> c > 0x20 && c < 0x7f)
        ? name
        : "unnamed";
  }
}
