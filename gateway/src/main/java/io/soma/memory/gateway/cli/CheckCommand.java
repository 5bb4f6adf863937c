package io.soma.memory.gateway.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.deployment.Deployment;
import io.soma.memory.app.usecase.check.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma check}. */
@Command(
    name = "check",
    description =
        "Goes through the deployment checklist with the settings of the environment: endpoint,"
            + " token, tenancy, database, broker, thresholds, poll interval. It changes nothing,"
            + " but for --probe.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is red", "1:something is red", "2:the command line is wrong"})
public final class CheckCommand implements SomaCommand {

  private final Map<String, String> environment;

  @Option(
      names = "--probe",
      description =
          "Find out whether the memory service keeps tenants apart, by a memory of its own that it"
              + " removes again.")
  private boolean probe;

  @Spec private CommandSpec spec;

  /** Of this process's environment. */
  public CheckCommand() {
    this(System.getenv());
  }

  /** Of other variables. */
  public CheckCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = findings();
    findings.forEach(finding -> print(out, finding));
    long red = findings.stream().filter(each -> each.level() == Finding.Level.RED).count();
    out.println(
        red == 0
            ? "nothing is red"
            : String.format(Locale.ROOT, "red: %d of %d", red, findings.size()));
    out.flush();
    return red == 0 ? 0 : 1;
  }

  private List<Finding> findings() {
    try {
      List<Finding> findings = new ArrayList<>();
      findings.addAll(new Deployment(MemoryConfig.from(environment)).check(probe));
      findings.addAll(gateway());
      return findings;
    } catch (ConfigurationException e) {
      return e.problems().stream()
          .map(problem -> Finding.red("settings", problem, "see docs/configuration.md"))
          .toList();
    }
  }

  // Only ./soma serve needs these, and not the application that embeds the library.
  private List<Finding> gateway() {
    try {
      return ListenerFindings.of(ServeConfig.from(environment), environment);
    } catch (ConfigurationException e) {
      return e.problems().stream()
          .map(problem -> Finding.warning("gateway", problem, "./soma serve would not start"))
          .toList();
    }
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf(Locale.ROOT, "%-8s %-14s %s%n", finding.level(), finding.item(), finding.said());
    if (!finding.advice().isEmpty()) {
      out.printf(Locale.ROOT, "%-8s %-14s -> %s%n", "", "", finding.advice());
    }
  }
}
