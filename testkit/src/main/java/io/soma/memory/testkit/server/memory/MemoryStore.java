package io.soma.memory.testkit.server.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service's tables. An effect and its entry in the log are one step, so that the order of the
 * log is the order in which the data changed. Thread safe.
 */
final class MemoryStore {
  private final InstantSource clock;
  private final EffectLog effects;
  private final Map<String, TenantData> tenants = new HashMap<>();

  MemoryStore(InstantSource clock, EffectLog effects) {
    this.clock = clock;
    this.effects = effects;
  }

  /** Creates, replaces or revives; the last write wins. */
  synchronized void store(Origin origin, Coordinate coordinate, String payload, String type) {
    Map<String, StoredMemory> memories = data(origin.tenant()).memories;
    StoredMemory before = memories.get(coordinate.key());
    Instant now = clock.instant();
    Instant created = before == null ? now : before.memory().createdAt();
    MemoryRecord memory = new MemoryRecord(coordinate.key(), payload, type, created, now);
    memories.put(coordinate.key(), new StoredMemory(memory, false));
    effects.add(origin, EffectRecord.Kind.STORE, coordinate, payload);
  }

  /** Marks as deleted; false when there was nothing. */
  synchronized boolean delete(Origin origin, Coordinate coordinate) {
    Map<String, StoredMemory> memories = data(origin.tenant()).memories;
    StoredMemory before = memories.get(coordinate.key());
    boolean found = before != null && !before.deleted();
    if (before != null) {
      memories.put(coordinate.key(), new StoredMemory(before.memory(), true));
    }
    String payload = Json.text(Json.object().put("deleted", found));
    effects.add(origin, EffectRecord.Kind.DELETE, coordinate, payload);
    return found;
  }

  synchronized void link(Origin origin, StoredLink link) {
    data(origin.tenant()).links.put(link.key(), link);
    effects.add(origin, EffectRecord.Kind.LINK, link.from(), link.json());
  }

  synchronized Optional<MemoryRecord> memory(String tenant, Coordinate coordinate) {
    @Nullable TenantData data = tenants.get(tenant);
    StoredMemory stored = data == null ? null : data.memories.get(coordinate.key());
    return stored == null || stored.deleted() ? Optional.empty() : Optional.of(stored.memory());
  }

  /** What is not deleted, in order of creation. */
  synchronized List<MemoryRecord> memories(String tenant) {
    @Nullable TenantData data = tenants.get(tenant);
    return data == null
        ? List.of()
        : data.memories.values().stream()
            .filter(stored -> !stored.deleted())
            .map(StoredMemory::memory)
            .toList();
  }

  /** Links in order of creation. */
  synchronized List<StoredLink> links(String tenant) {
    @Nullable TenantData data = tenants.get(tenant);
    return data == null ? List.of() : List.copyOf(data.links.values());
  }

  private TenantData data(String tenant) {
    return tenants.computeIfAbsent(tenant, unused -> new TenantData());
  }
}
