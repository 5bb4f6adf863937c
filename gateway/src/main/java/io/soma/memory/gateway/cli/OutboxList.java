package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./soma outbox list}. */
@Command(
    name = "list",
    description = "Shows events: those that are not delivered, the newest first.")
final class OutboxList extends AdminCommand {

  @Option(
      names = "--status",
      defaultValue = "not-delivered",
      description =
          "not-delivered (waiting or in transit), waiting, in-transit, delivered, failed or all;"
              + " ${DEFAULT-VALUE} by default. Also the outbox's own pending, sent and failed.")
  private String status = "not-delivered";

  @Option(names = "--oldest", description = "the oldest first")
  private boolean oldest;

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
                "order", oldest ? "oldest" : "",
                "limit", Integer.toString(limit),
                "offset", Integer.toString(offset)));
    // A name that is misspelt must not look like a tenant of which all is delivered.
    boolean isUnknown =
        answer.path("events").isEmpty() && TenantsCommand.isUnknown(admin, scope.tenant());
    String none = status.equals("all") ? "no events\n" : "no events that are " + words() + "\n";
    print(
        answer,
        isUnknown
            ? TenantsCommand.unknown(scope.tenant())
            : EventTable.of(answer.path("events"), none) + goesOn(answer));
    return isUnknown ? 1 : 0;
  }

  private String words() {
    return status.replace('-', ' ');
  }

  private String goesOn(JsonNode answer) {
    if (answer.path("truncated").asBoolean()) {
      return "there may be more: --offset " + answer.path("next_offset").asText() + "\n";
    }
    return answer.path("events").size() == limit
        ? "there may be more: --limit up to 500, or --offset " + (offset + limit) + "\n"
        : "";
  }
}
