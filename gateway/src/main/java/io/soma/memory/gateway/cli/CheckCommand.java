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
    exitCodeList = {
      "0:nothing is red, and ./soma serve starts",
      "1:something is red",
      "2:the command line is wrong"
    })
public final class CheckCommand implements SomaCommand {

  private final Map<String, String> environment;

  @Option(
      names = "--probe",
      description =
          "Find out whether the memory service keeps tenants apart, by a memory of its own that it"
              + " removes again.")
  private boolean probe;

  @Option(
      names = "--library",
      description =
          "Check what a program needs that embeds the library, and not the settings that only"
              + " ./soma serve reads.")
  private boolean library;

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
    return library ? ofTheLibrary() : ofServe();
  }

  private List<Finding> ofTheLibrary() {
    try {
      return new Deployment(MemoryConfig.from(environment)).check(probe);
    } catch (ConfigurationException e) {
      return settings(e, "see docs/configuration.md");
    }
  }

  // Every wrong setting at once, those of the listeners among them, as ./soma serve reports them.
  private List<Finding> ofServe() {
    try {
      ServeConfig config = ServeConfig.from(environment);
      List<Finding> findings = new ArrayList<>(new Deployment(config.memory()).check(probe));
      findings.addAll(ListenerFindings.of(config, environment));
      return findings;
    } catch (ConfigurationException e) {
      List<Finding> findings = new ArrayList<>(deployment());
      findings.addAll(settings(e, "./soma serve does not start; see docs/configuration.md"));
      return findings;
    }
  }

  // A wrong setting of a listener does not keep the services around from being checked.
  private List<Finding> deployment() {
    try {
      return new Deployment(MemoryConfig.from(environment)).check(probe);
    } catch (ConfigurationException e) {
      // It is among the settings that are reported already.
      return List.of();
    }
  }

  private static List<Finding> settings(ConfigurationException wrong, String advice) {
    return wrong.problems().stream()
        .map(problem -> Finding.red("settings", problem, advice))
        .toList();
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf(Locale.ROOT, "%-8s %-14s %s%n", finding.level(), finding.item(), finding.said());
    if (!finding.advice().isEmpty()) {
      out.printf(Locale.ROOT, "%-8s %-14s -> %s%n", "", "", finding.advice());
    }
  }
}
