package io.soma.memory.gateway.cli;

import io.soma.memory.app.deployment.OutboxTables;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma outbox new-identity}. */
@Command(
    name = "new-identity",
    description =
        "Gives the outbox in SOMABRAIN_POSTGRES_DSN an identity of its own, as a physical copy of"
            + " another database needs (a copy made by CREATE DATABASE or from a dump gets one at"
            + " its first start). Stop every ./soma serve of this database first: it refuses while"
            + " one has used the database within the last minute. Unconfirmed events are carried"
            + " again under the new identity.")
public final class OutboxNewIdentity implements Callable<Integer> {

  private final Map<String, String> environment;

  @Option(names = "--force", description = "also where one has used it within the last minute")
  private boolean force;

  @Spec private CommandSpec spec;

  /** Of this process's environment. */
  public OutboxNewIdentity() {
    this(System.getenv());
  }

  /** Of other variables. */
  public OutboxNewIdentity(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    PrintWriter out = spec.commandLine().getOut();
    OutboxTables tables = new OutboxTables(environment);
    out.println("database   " + tables.place());
    out.println("the outbox is " + tables.identity());
    out.flush();
    int present = tables.presentInstances();
    if (present > 0 && !force) {
      spec.commandLine()
          .getErr()
          .println(
              "soma: nothing was changed, as "
                  + present
                  + " instances used this outbox within the last minute: stop every ./soma serve of"
                  + " it, wait a minute and repeat (a copy has the entries of its original at"
                  + " first), or give --force");
      return 1;
    }
    out.println("the outbox is " + tables.renewIdentity() + " from now on");
    out.flush();
    return 0;
  }
}
