package io.soma.memory.sandbox.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reports the problem of an option, by its name; the exit code is then 2. */
final class OptionChecks {

  private final CommandSpec spec;

  /** Checks of one command. */
  OptionChecks(CommandSpec spec) {
    this.spec = spec;
  }

  void within(String option, int value, int min, int max) {
    require(
        value >= min && value <= max, option + " " + value + " is not from " + min + " to " + max);
  }

  void require(boolean condition, String otherwise) {
    if (!condition) {
      throw wrong(otherwise);
    }
  }

  /** The value with this name; otherwise an error that lists the names. */
  <T> T known(String written, Optional<T> found, List<String> names) {
    return found.orElseThrow(() -> wrong(written + " is not one of " + String.join(", ", names)));
  }

  /** The error that a message explains. */
  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
