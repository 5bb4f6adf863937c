package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ./soma outbox summary}. */
@Command(name = "summary", description = "Counts events by tenant and status.")
final class OutboxSummaryCommand extends AdminCommand {

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.get("/admin/outbox/summary", Map.of());
    Table table = new Table("TENANT", "PENDING", "FAILED", "SENT", "TOTAL");
    for (JsonNode tenant : answer.path("tenants")) {
      table.row(
          tenant.path("tenant_id").asText(),
          tenant.path("pending_count").asText(),
          tenant.path("failed_count").asText(),
          tenant.path("sent_count").asText(),
          tenant.path("total_count").asText());
    }
    long pending = answer.path("total_pending").asLong();
    long failed = answer.path("total_failed").asLong();
    long sent = answer.path("total_sent").asLong();
    table.row("all", pending, failed, sent, pending + failed + sent);
    print(answer, table.text());
    return 0;
  }
}
