package io.soma.memory.sandbox.servers;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the memory service makes of {@code X-Idempotency-Key}. */
public enum MemoryServiceKind {
  /** It executes every request, as the real service does. */
  IGNORES_KEYS,
  /** It executes each key once. */
  HONOURS_KEYS;

  /** Makes a memory service one of this kind. */
  public void applyTo(ScriptableMemoryService memory) {
    memory.honoursIdempotencyKeys(honoursKeys());
  }

  /** Whether an idempotency key takes effect once. */
  public boolean honoursKeys() {
    return this == HONOURS_KEYS;
  }

  /** The name on the command line. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names on the command line. */
  public static List<String> optionNames() {
    return Arrays.stream(values()).map(MemoryServiceKind::optionName).toList();
  }

  /** The one with this name, if any. */
  public static Optional<MemoryServiceKind> ofOption(String name) {
    return Arrays.stream(values()).filter(kind -> kind.optionName().equals(name)).findFirst();
  }
}
