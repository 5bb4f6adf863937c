package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ./soma outbox summary}. */
@Command(
    name = "summary",
    description =
        "Counts events by tenant and state: waiting for the transport, in transit to the memory"
            + " service, delivered (and kept for a while), failed (and waiting for a person).")
final class OutboxSummaryCommand extends AdminCommand {

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.get("/admin/outbox/summary", Map.of());
    Table table = new Table("TENANT", "WAITING", "IN TRANSIT", "DELIVERED", "FAILED", "TOTAL");
    for (JsonNode tenant : answer.path("tenants")) {
      table.row(
          tenant.path("tenant_id").asText(),
          tenant.path("waiting_count").asText(),
          tenant.path("in_transit_count").asText(),
          tenant.path("delivered_count").asText(),
          tenant.path("failed_count").asText(),
          tenant.path("total_count").asText());
    }
    long waiting = answer.path("total_waiting").asLong();
    long inTransit = answer.path("total_in_transit").asLong();
    long delivered = answer.path("total_delivered").asLong();
    long failed = answer.path("total_failed").asLong();
    long total = waiting + inTransit + delivered + failed;
    table.row("all", waiting, inTransit, delivered, failed, total);
    print(answer, table.text() + TransportText.lines(answer));
    return 0;
  }
}
