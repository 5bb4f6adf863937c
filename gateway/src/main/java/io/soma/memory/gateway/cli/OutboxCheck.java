package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./soma outbox check}. */
@Command(
    name = "check",
    description = "Says whether too much waits, for cron and probes: exit code 1 if so.")
final class OutboxCheck extends AdminCommand {

  @Option(
      names = "--max-pending",
      defaultValue = "100",
      description = "as many may be pending in all; ${DEFAULT-VALUE} by default")
  private long maxPending;

  @Option(
      names = "--max-failed",
      defaultValue = "-1",
      description = "as many may have failed in all; any number by default")
  private long maxFailed;

  @Override
  int run(AdminClient admin) {
    JsonNode answer = admin.get("/admin/outbox/summary", Map.of());
    long pending = answer.path("total_pending").asLong();
    long failed = answer.path("total_failed").asLong();
    boolean good = pending <= maxPending && (maxFailed < 0 || failed <= maxFailed);
    String limits =
        "pending "
            + pending
            + " of "
            + maxPending
            + ", failed "
            + failed
            + (maxFailed < 0 ? "" : " of " + maxFailed);
    print(answer, (good ? "OK: " : "TOO MANY: ") + limits + "\n");
    return good ? 0 : 1;
  }
}
