package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  synchronized void store(Origin origin, CoordinateKey coordinate, String payload, String type) {
    Map<String, StoredMemory> memories = data(origin.tenant()).memories;
    StoredMemory before = memories.get(coordinate.key());
    Instant now = clock.instant();
    Instant created = before == null ? now : before.memory().createdAt();
    MemoryRecord memory = new MemoryRecord(coordinate.key(), payload, type, created, now);
    memories.put(coordinate.key(), new StoredMemory(memory, false));
    effects.add(origin, EffectRecord.Kind.STORE, coordinate, payload);
  }

  /**
   * Adds an entry with a memory's payload to the vector store; earlier entries of the memory stay.
   */
  synchronized void index(String tenant, CoordinateKey coordinate, JsonNode payload) {
    data(tenant).vectors.add(coordinate, payload);
  }

  /** Marks as deleted; false when there was nothing. */
  synchronized boolean delete(Origin origin, CoordinateKey coordinate) {
    TenantData data = data(origin.tenant());
    StoredMemory before = data.memories.get(coordinate.key());
    boolean found = before != null && !before.deleted();
    if (before != null) {
      data.memories.put(coordinate.key(), new StoredMemory(before.memory(), true));
      data.vectors.remove(coordinate);
    }
    String payload = LosslessJson.text(LosslessJson.object().put("deleted", found));
    effects.add(origin, EffectRecord.Kind.DELETE, coordinate, payload);
    return found;
  }

  synchronized void link(Origin origin, GraphLink link) {
    data(origin.tenant()).links.put(link.key(), link);
    effects.add(origin, EffectRecord.Kind.LINK, link.from(), link.json());
  }

  /** A memory that is not deleted. */
  synchronized Optional<MemoryRecord> memory(String tenant, CoordinateKey coordinate) {
    return Optional.ofNullable(live(tenant, coordinate));
  }

  /** As {@link #memory}; the service notes every fetch in the memory's time of change. */
  synchronized Optional<MemoryRecord> retrieve(String tenant, CoordinateKey coordinate) {
    @Nullable MemoryRecord memory = live(tenant, coordinate);
    if (memory == null) {
      return Optional.empty();
    }
    MemoryRecord touched = memory.touched(clock.instant());
    data(tenant).memories.put(coordinate.key(), new StoredMemory(touched, false));
    return Optional.of(touched);
  }

  /** The memories that are not deleted, in order of creation. */
  synchronized List<MemoryRecord> memories(String tenant) {
    @Nullable TenantData data = tenants.get(tenant);
    return data == null ? List.of() : data.live().toList();
  }

  /** The nearest entries of the vector store, nearest first. */
  List<VectorIndex.Hit> nearest(String tenant, String query, int most) {
    List<VectorIndex.Entry> entries = entries(tenant);
    return VectorIndex.nearest(entries, query, most);
  }

  private synchronized List<VectorIndex.Entry> entries(String tenant) {
    @Nullable TenantData data = tenants.get(tenant);
    return data == null ? List.of() : data.vectors.entries();
  }

  /** Links in order of creation. */
  synchronized List<GraphLink> links(String tenant) {
    @Nullable TenantData data = tenants.get(tenant);
    return data == null ? List.of() : List.copyOf(data.links.values());
  }

  /** Every tenant that has stored anything. */
  synchronized Set<String> tenants() {
    return Set.copyOf(tenants.keySet());
  }

  private @Nullable MemoryRecord live(String tenant, CoordinateKey coordinate) {
    @Nullable TenantData data = tenants.get(tenant);
    StoredMemory stored = data == null ? null : data.memories.get(coordinate.key());
    return stored == null || stored.deleted() ? null : stored.memory();
  }

  private TenantData data(String tenant) {
    return tenants.computeIfAbsent(tenant, unused -> new TenantData());
  }
}
