package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Events for people. */
final class EventTable {

  private EventTable() {}

  static String of(Iterable<JsonNode> events, String none) {
    Table table = new Table("ID", "TENANT", "TOPIC", "STATE", "ATTEMPTS", "CREATED", "LAST ERROR");
    boolean any = false;
    for (JsonNode event : events) {
      any = true;
      table.row(
          event.path("id").asText(),
          event.path("tenant_id").asText(),
          event.path("topic").asText(),
          event.path("state").asText(),
          event.path("retries").asText(),
          event.path("created_at").asText(),
          lastError(event));
    }
    return any ? table.text() : none;
  }

  // What an attempt met comes before what the transport says now.
  private static String lastError(JsonNode event) {
    return event.path("last_error").isTextual()
        ? event.path("last_error").asText()
        : TransportText.brief(event);
  }
}
