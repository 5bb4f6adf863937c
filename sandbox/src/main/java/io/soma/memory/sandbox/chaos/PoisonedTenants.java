package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.memory.StoreRefusal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which tenants send poison, and what the memory service refuses. Safe for many threads. */
final class PoisonedTenants {

  private static final Pattern MARK = Pattern.compile("\"poison\"\\s*:\\s*\"([^\"]+)\"");

  private final Map<String, PoisonKind> senders = new ConcurrentHashMap<>();
  private volatile boolean mended;

  /** From now on some of the tenant's writes are poison. */
  void begin(String tenant, PoisonKind poison) {
    senders.put(tenant, poison);
  }

  /** No new ones; those that were sent stay as they are. */
  void end(String tenant) {
    senders.remove(tenant);
  }

  /** What some of a tenant's next writes are; empty for writes that the memory service takes. */
  Optional<PoisonKind> of(String tenant) {
    return Optional.ofNullable(senders.get(tenant));
  }

  /** Whether the memory service takes {@link PoisonKind#UNTIL_MENDED}. */
  void mended(boolean isMended) {
    mended = isMended;
  }

  /** The memory service's refusal of a payload, if any. */
  Optional<StoreRefusal> refusal(String payload) {
    Matcher mark = MARK.matcher(payload);
    if (!mark.find()) {
      return Optional.empty();
    }
    return Arrays.stream(PoisonKind.values())
        .filter(poison -> poison.mark().equals(mark.group(1)))
        .filter(poison -> !(mended && poison == PoisonKind.UNTIL_MENDED))
        .map(PoisonKind::refusal)
        .findFirst();
  }
}
