package io.soma.memory.gateway.cli;

import io.soma.memory.app.cli.SomaCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./soma outbox}. */
@Command(
    name = "outbox",
    description = "Looks into the outbox of a running ./soma serve, and puts it right.",
    subcommands = {
      OutboxList.class,
      OutboxSummaryCommand.class,
      OutboxShow.class,
      OutboxRetry.class,
      OutboxReplay.class,
      OutboxDiscard.class,
      OutboxTail.class,
      OutboxCheck.class,
      OutboxNewIdentity.class,
      OutboxNewAddresses.class,
      OutboxTopics.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a threshold is exceeded, an event was left alone, there is no such tenant, or the admin"
          + " API said no",
      "2:no answer, or the command line is wrong"
    })
public final class OutboxCommand implements SomaCommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "what of it: list, summary, show, retry, replay, discard, tail, check, new-identity,"
            + " new-addresses or topics?");
  }
}
