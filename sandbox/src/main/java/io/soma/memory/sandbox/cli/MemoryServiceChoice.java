package io.soma.memory.sandbox.cli;

import io.soma.memory.sandbox.servers.MemoryServiceKind;

/** The option {@code --memory-service}, the same for every command that has it. */
final class MemoryServiceChoice {

  static final String NAME = "--memory-service";

  static final String DESCRIPTION =
      "what the memory service makes of X-Idempotency-Key: ignores-keys, as the real service, which"
          + " may execute a write again, or honours-keys, which executes each once (default"
          + " ignores-keys)";

  private MemoryServiceChoice() {}

  /** The kind that a person wrote. */
  static MemoryServiceKind of(String written, OptionChecks checks) {
    return checks.known(
        NAME + "=" + written, MemoryServiceKind.ofOption(written), MemoryServiceKind.optionNames());
  }
}
