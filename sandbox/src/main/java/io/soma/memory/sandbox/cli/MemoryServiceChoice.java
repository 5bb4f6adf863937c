package io.soma.memory.sandbox.cli;

import io.soma.memory.sandbox.servers.MemoryServiceKind;

/** The option {@code --memory-service}, the same for every command that has it. */
final class MemoryServiceChoice {

  static final String NAME = "--memory-service";

  static final String DESCRIPTION =
      "the memory service: ignores-keys, as the real one does, which may execute a write again and"
          + " has no vector store, so that /healthz is 503; or honours-keys, which executes each"
          + " key once and says that it is healthy (default ignores-keys)";

  private MemoryServiceChoice() {}

  /** The kind that a person wrote. */
  static MemoryServiceKind of(String written, OptionChecks checks) {
    return checks.known(
        NAME + "=" + written, MemoryServiceKind.ofOption(written), MemoryServiceKind.optionNames());
  }
}
