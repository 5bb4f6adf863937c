package io.soma.memory.gateway.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.app.deployment.OutboxTables;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma migrate}. */
@Command(
    name = "migrate",
    description =
        "Shows the pending changes to the tables in PostgreSQL, and makes them. Safe beside running"
            + " instances, and harmless where nothing is to be done. Needs SOMABRAIN_POSTGRES_DSN"
            + " only.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the tables are up to date, or --dry-run has shown the pending changes",
      "1:the settings are not right, or PostgreSQL cannot be reached",
      "2:the command line is wrong"
    })
public final class MigrateCommand implements SomaCommand {

  private final Map<String, String> environment;

  @Option(names = "--dry-run", description = "show it, and do nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  /** Of this process's environment. */
  public MigrateCommand() {
    this(System.getenv());
  }

  /** Of other variables. */
  public MigrateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    PrintWriter out = spec.commandLine().getOut();
    OutboxTables tables = new OutboxTables(environment);
    List<String> pending = tables.pendingMigrations();
    if (pending.isEmpty()) {
      out.println("the tables are up to date; nothing to do");
    }
    pending.forEach(migration -> out.println("to come: " + migration));
    if (!dryRun && !pending.isEmpty()) {
      tables.migrate();
      out.println("done");
    }
    out.flush();
    return 0;
  }
}
