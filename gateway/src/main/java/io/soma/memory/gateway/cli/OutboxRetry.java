package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./soma outbox retry}. */
@Command(
    name = "retry",
    description =
        "Has one event tried again now: a failed one goes back into its old place, and one that"
            + " waits behind an open circuit, or that the transport refuses, has that tried, in the"
            + " process that is asked.")
final class OutboxRetry extends AdminCommand {

  @Mixin private EventOfInterest event = new EventOfInterest();

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.post(event.path(), AdminClient.object());
    print(
        answer,
        "event "
            + answer.path("id").asText()
            + " was "
            + answer.path("state").asText()
            + ": "
            + answer.path("done").asText()
            + "\n");
    return 0;
  }
}
