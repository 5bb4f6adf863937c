package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a transport that takes no events says, for people. */
final class TransportText {

  private static final int NAMED_AT_MOST = 5;

  private TransportText() {}

  /** Why the transport takes none of the events; empty if it takes them. */
  static String of(JsonNode eventOrTenant) {
    JsonNode refusal = eventOrTenant.path("transport_refusal");
    return refusal.isObject()
        ? String.format(
            Locale.ROOT,
            "the transport %s takes none of the tenant's events since %s: %s",
            refusal.path("transport").asText(),
            refusal.path("since").asText(),
            refusal.path("reason").asText())
        : "";
  }

  /** The same for a narrow column. */
  static String brief(JsonNode event) {
    JsonNode refusal = event.path("transport_refusal");
    return refusal.isObject()
        ? "transport " + refusal.path("transport").asText() + ": " + refusal.path("reason").asText()
        : "";
  }

  /** One line for each tenant of a summary with events that the transport does not take. */
  static String lines(JsonNode summary) {
    List<String> lines = new ArrayList<>();
    for (JsonNode tenant : summary.path("tenants")) {
      String why = of(tenant);
      if (!why.isEmpty()) {
        lines.add(Table.harmless("tenant " + tenant.path("tenant_id").asText() + ": " + why));
      }
    }
    int more = lines.size() - NAMED_AT_MOST;
    StringBuilder text = new StringBuilder();
    lines.stream().limit(NAMED_AT_MOST).forEach(line -> text.append(line).append('\n'));
    return more > 0
        ? text.append("and so for ").append(more).append(" more tenants\n").toString()
        : text.toString();
  }
}
