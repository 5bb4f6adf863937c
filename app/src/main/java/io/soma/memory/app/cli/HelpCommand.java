package io.soma.memory.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./soma help outbox list}: picocli's own knows one level of commands only. */
@Command(name = "help", description = "Says what a command takes, such as: help outbox list")
final class HelpCommand implements Callable<Integer> {

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "the command; else all of them")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine().getParent();
    for (String name : names) {
      CommandLine below = command.getSubcommands().get(name);
      if (below == null) {
        throw new ParameterException(command, "there is no command '" + name + "'");
      }
      command = below;
    }
    command.usage(spec.commandLine().getOut());
    return 0;
  }
}
