package io.soma.memory.gateway.cli;

import io.soma.memory.app.deployment.OutboxTables;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma outbox new-addresses}. */
@Command(
    name = "new-addresses",
    description =
        "Lets the tenancy, the unmarked owner or the universe of the outbox in"
            + " SOMABRAIN_POSTGRES_DSN be changed: the next process to start sets them for all."
            + " Stop every process of this outbox first. What is stored stays where it is; events"
            + " of before go where the new settings say.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:left as it was, for the reasons that are printed",
      "2:the command line is wrong"
    })
final class OutboxNewAddresses implements Callable<Integer> {

  private final Map<String, String> environment;

  @Option(
      names = "--force",
      description = "also with events that are not delivered, failed events, or recent processes")
  private boolean force;

  @Spec private CommandSpec spec;

  OutboxNewAddresses() {
    this(System.getenv());
  }

  OutboxNewAddresses(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    PrintWriter out = spec.commandLine().getOut();
    OutboxTables tables = new OutboxTables(environment);
    List<String> reasons = force ? List.of() : tables.reasonsToKeepAddressRules();
    if (reasons.isEmpty()) {
      List<String> former = tables.forgetAddressRules();
      out.println("the next process to start sets tenancy, unmarked owner and universe");
      former.forEach(rules -> out.println("until now: " + rules));
    } else {
      reasons.forEach(reason -> out.println("left as it was: " + reason));
      out.println("(use --force to override)");
    }
    out.flush();
    return reasons.isEmpty() ? 0 : 1;
  }
}
