package io.soma.memory.gateway.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The one event that a command is about. */
final class EventOfInterest {

  @Parameters(paramLabel = "ID", description = "the event's id")
  private String id = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Where the admin API has it. */
  String path() {
    if (!id.matches("[1-9]\\d{0,17}")) {
      throw new ParameterException(
          spec.commandLine(), "'" + id + "' is not an event's id, which is a whole number");
    }
    return "/admin/outbox/events/" + id;
  }
}
