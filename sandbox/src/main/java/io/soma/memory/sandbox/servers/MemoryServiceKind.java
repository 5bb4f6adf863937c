package io.soma.memory.sandbox.servers;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.memory.ServiceState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory service's treatment of {@code X-Idempotency-Key}, and the answers of its health
 * routes.
 */
public enum MemoryServiceKind {
  /**
   * It executes every request and has no vector store, as most people run the real service: its
   * {@code /healthz} is then 503, and does not say which part is down.
   */
  IGNORES_KEYS,
  /** It executes each key once, and says that it is healthy as long as it answers. */
  HONOURS_KEYS;

  /** Makes a memory service one of this kind. */
  public void applyTo(ScriptableMemoryService memory) {
    memory.honoursIdempotencyKeys(honoursKeys());
    if (honoursKeys()) {
      memory.health(true, true, true);
    } else {
      memory.state(ServiceState.NO_VECTOR_STORE);
    }
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
