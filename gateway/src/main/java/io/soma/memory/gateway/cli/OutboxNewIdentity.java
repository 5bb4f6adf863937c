package io.soma.memory.gateway.cli;

import io.soma.memory.app.deployment.OutboxTables;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./soma outbox new-identity}. */
@Command(
    name = "new-identity",
    description =
        "Gives the outbox in SOMABRAIN_POSTGRES_DSN an identity of its own, as a physical copy of"
            + " another database needs (a copy made by CREATE DATABASE or from a dump gets one at"
            + " its first start). Stop every ./soma serve of this database first. Unconfirmed"
            + " events are carried again under the new identity.")
final class OutboxNewIdentity implements Callable<Integer> {

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  OutboxNewIdentity() {
    this(System.getenv());
  }

  OutboxNewIdentity(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    PrintWriter out = spec.commandLine().getOut();
    out.println("the outbox is " + new OutboxTables(environment).renewIdentity() + " from now on");
    out.flush();
    return 0;
  }
}
