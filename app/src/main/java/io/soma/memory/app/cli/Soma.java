package io.soma.memory.app.cli;

import java.util.Objects;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program behind {@code ./soma}. */
@Command(
    name = "soma",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Soma Memory: writes to a remote memory service for many tenants, and loses no write that"
            + " it acknowledged.",
    versionProvider = SomaVersion.class,
    subcommands = HelpCommand.class)
public final class Soma {

  private Soma() {}

  /** Runs one command; exits with its code, 2 if the command line is wrong. */
  public static void main(String[] arguments) {
    SomaCommand[] commands =
        ServiceLoader.load(SomaCommand.class).stream()
            .map(ServiceLoader.Provider::get)
            .toArray(SomaCommand[]::new);
    System.exit(commandLine(commands).execute(arguments));
  }

  static CommandLine commandLine(SomaCommand... commands) {
    CommandLine commandLine = new CommandLine(new Soma());
    for (SomaCommand command : commands) {
      commandLine.addSubcommand(command);
    }
    commandLine.getSubcommands().values().forEach(Soma::addHelp);
    commandLine.getSubcommands().values().forEach(Soma::passExitCodesOn);
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("print the version")
                .build());
    return commandLine.setExecutionExceptionHandler(Soma::failed);
  }

  // As people ask every program for it; ./soma help COMMAND says the same.
  private static void addHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help").usageHelp(true).description("this text").build());
    }
    command.getSubcommands().values().forEach(Soma::addHelp);
  }

  // A command's exit codes hold for its subcommands too, unless these declare others.
  private static void passExitCodesOn(CommandLine command) {
    UsageMessageSpec own = command.getCommandSpec().usageMessage();
    for (CommandLine below : command.getSubcommands().values()) {
      UsageMessageSpec usage = below.getCommandSpec().usageMessage();
      if (usage.exitCodeList().isEmpty()) {
        usage.exitCodeListHeading(own.exitCodeListHeading());
        usage.exitCodeList(own.exitCodeList());
      }
      passExitCodesOn(below);
    }
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    String what = Objects.requireNonNullElse(e.getMessage(), e.toString());
    command.getErr().println("soma " + command.getCommandName() + " failed: " + what);
    // One without a message is a fault of ours, and nothing else says where.
    if (e.getMessage() == null || Boolean.getBoolean("soma.stacktrace")) {
      e.printStackTrace(command.getErr());
    }
    return 1;
  }
}
