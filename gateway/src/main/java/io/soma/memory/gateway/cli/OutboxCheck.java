package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./soma outbox check}. */
@Command(
    name = "check",
    description = "Says whether too much is not delivered, for cron and probes: exit code 1 if so.")
final class OutboxCheck extends AdminCommand {

  @Option(
      names = "--max-pending",
      defaultValue = "100",
      description =
          "as many may be not delivered in all, waiting or in transit; ${DEFAULT-VALUE} by"
              + " default")
  private long maxPending;

  @Option(
      names = "--max-failed",
      defaultValue = "-1",
      description = "as many may have failed in all; any number by default")
  private long maxFailed;

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.get("/admin/outbox/summary", Map.of());
    long waiting = answer.path("total_waiting").asLong();
    long inTransit = answer.path("total_in_transit").asLong();
    long failed = answer.path("total_failed").asLong();
    long undelivered = waiting + inTransit;
    boolean good = undelivered <= maxPending && (maxFailed < 0 || failed <= maxFailed);
    String limits =
        String.format(
            Locale.ROOT,
            "not delivered %d of %d (waiting %d, in transit %d), failed %d%s",
            undelivered,
            maxPending,
            waiting,
            inTransit,
            failed,
            maxFailed < 0 ? "" : " of " + maxFailed);
    String refused = TransportText.lines(answer);
    String verdict = good ? (refused.isEmpty() ? "OK: " : "WITHIN THE LIMITS: ") : "TOO MANY: ";
    print(answer, verdict + limits + "\n" + refused);
    return good ? 0 : 1;
  }
}
