package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./soma outbox list}. */
@Command(name = "list", description = "Shows events, the newest first.")
final class OutboxList extends AdminCommand {

  @Option(
      names = "--status",
      defaultValue = "waiting",
      description =
          "waiting, in-transit, delivered, failed or all; ${DEFAULT-VALUE} by default. Also the"
              + " outbox's own pending, sent and failed.")
  private String status = "waiting";

  @Mixin private EventScope scope = new EventScope();

  @Option(names = "--limit", defaultValue = "50", description = "1 to 500; ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = "--offset", defaultValue = "0", description = "how many to pass over")
  private int offset;

  @Override
  int run(AdminClient admin) {
    JsonNode answer =
        admin.get(
            "/admin/outbox",
            Map.of(
                "status", status,
                "tenant", scope.tenant(),
                "topic_filter", scope.topic(),
                "limit", Integer.toString(limit),
                "offset", Integer.toString(offset)));
    String none = status.equals("all") ? "no events\n" : "no events that are " + status + "\n";
    print(answer, EventTable.of(answer.path("events"), none));
    return 0;
  }
}
