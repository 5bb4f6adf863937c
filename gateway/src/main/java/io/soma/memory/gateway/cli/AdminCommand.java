package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One question or order to the admin API: its answer to standard output, its end as a code. */
abstract class AdminCommand implements Callable<Integer> {

  @Mixin private AdminAddress address = new AdminAddress();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      return run(address.client());
    } catch (AdminCallException e) {
      spec.commandLine().getErr().println("soma: " + e.getMessage());
      return e.exitCode();
    }
  }

  /** Asks, prints, and says the exit code. */
  abstract int run(AdminClient admin);

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  CommandSpec spec() {
    return spec;
  }

  /** The answer as it came, or for people. */
  void print(JsonNode answer, String forPeople) {
    out().print(address.json() ? answer.toPrettyString() + "\n" : forPeople);
    out().flush();
  }

  boolean json() {
    return address.json();
  }
}
