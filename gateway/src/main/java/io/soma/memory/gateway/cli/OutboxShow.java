package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./soma outbox show}. */
@Command(
    name = "show",
    description = "Shows one event: how far it has come, why it is not delivered, what to do.")
final class OutboxShow extends AdminCommand {

  @Mixin private EventOfInterest event = new EventOfInterest();

  @Option(names = "--payload", description = "also what it writes, which may be confidential")
  private boolean payload;

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.get(event.path(), Map.of());
    print(answer, text(answer));
    return 0;
  }

  private String text(JsonNode shown) {
    StringBuilder text = new StringBuilder();
    line(text, "event", shown.path("id").asText());
    line(text, "state", shown.path("state").asText() + meaning(shown));
    line(text, "tenant", shown.path("tenant_id").asText());
    line(text, "topic", shown.path("topic").asText());
    line(text, "address", shown.path("address").asText());
    line(text, "created", shown.path("created_at").asText());
    line(text, "attempts", shown.path("retries").asText());
    line(text, "last error", shown.path("last_error").asText("-"));
    line(text, "request id", shown.path("request_id").asText());
    line(text, "circuit", circuit(shown.path("circuit")));
    String transport = TransportText.of(shown);
    if (!transport.isEmpty()) {
      line(text, "transport", transport);
    }
    line(text, "to do", advice(shown));
    if (payload) {
      text.append(shown.path("payload").toPrettyString()).append('\n');
    }
    return text.toString();
  }

  private static String meaning(JsonNode shown) {
    return switch (shown.path("state").asText()) {
      case "waiting" -> " (in the outbox; the transport has not taken it)";
      case "in transit" -> " (the transport has it; the memory service has not confirmed it)";
      case "delivered" -> " (the memory service has confirmed it)";
      default -> " (it waits for a person)";
    };
  }

  private static String circuit(JsonNode tenant) {
    JsonNode opening = tenant.path("opening");
    String state = tenant.path("circuit").asText();
    return opening.isObject()
        ? state
            + " since "
            + opening.path("since").asText()
            + ": "
            + opening.path("description").asText()
        : state;
  }

  private static String advice(JsonNode shown) {
    String id = shown.path("id").asText();
    return switch (shown.path("state").asText()) {
      case "failed" ->
          String.format(
              Locale.ROOT,
              "mend the cause and 'soma outbox retry %s', or give it up: 'soma outbox discard %s'",
              id,
              id);
      case "delivered" -> "nothing";
      default ->
          shown.path("transport_refusal").isObject()
              ? "mend what the transport says; then its events go on by themselves"
              : advice(id, shown.path("tenant_id").asText(), shown.path("circuit"));
    };
  }

  private static String advice(String id, String tenant, JsonNode circuit) {
    if (circuit.path("circuit").asText().equals("forced_open")) {
      return "an operator keeps the tenant's calls away; 'soma tenants "
          + tenant
          + " --circuit release' ends that";
    }
    return circuit.path("healthy").asBoolean()
        ? "nothing; it is on its way"
        : "nothing; it is delivered when the circuit closes. 'soma outbox retry "
            + id
            + "' has the circuit probed now";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-11s %s%n", name, Table.harmless(value)));
  }
}
