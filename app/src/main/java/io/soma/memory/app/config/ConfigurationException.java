package io.soma.memory.app.config;

import io.soma.memory.domain.SomaMemoryException;
import java.util.List;

/** The configuration is not right; the message lists everything that is wrong, and no secret. */
public final class ConfigurationException extends SomaMemoryException {

  private final List<String> problems;

  public ConfigurationException(List<String> problems) {
    super("the configuration is not right:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The same of problems one by one, as a transport finds them in its settings. */
  public ConfigurationException(String... problems) {
    this(List.of(problems));
  }

  /** Each problem, in the order of the variables. */
  public List<String> problems() {
    return problems;
  }
}
