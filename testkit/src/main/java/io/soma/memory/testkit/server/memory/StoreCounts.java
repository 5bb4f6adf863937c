package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts the stored memories, in the shapes of the routes that report them. Reads everything. */
final class StoreCounts {
  private final MemoryStore store;

  StoreCounts(MemoryStore store) {
    this.store = store;
  }

  /** How many memories of each type, and how many links. */
  private record Count(int episodic, int semantic, int links) {
    int memories() {
      return episodic + semantic;
    }

    Count plus(Count other) {
      return new Count(episodic + other.episodic, semantic + other.semantic, links + other.links);
    }
  }

  /** A tenant's count as it is listed for one of its memories. */
  private record Listed(Instant created, ObjectNode entry) {}

  ObjectNode stats() {
    Count count = sum();
    return LosslessJson.object()
        .put("total_memories", count.memories())
        .put("episodic", count.episodic)
        .put("semantic", count.semantic)
        .put("namespace", "standalone_memory");
  }

  ObjectNode ofAll() {
    Count count = sum();
    return LosslessJson.object()
        .put("total_memories", count.memories())
        .put("episodic_memories", count.episodic)
        .put("semantic_memories", count.semantic)
        .put("total_graph_links", count.links)
        .put("total_namespaces", 0);
  }

  /** The service lists a tenant once for each of its memories, the newest memory first. */
  ArrayNode ofTenants() {
    List<Listed> listed = new ArrayList<>();
    for (String tenant : store.tenants()) {
      ObjectNode entry = entry(tenant);
      store.memories(tenant).forEach(memory -> listed.add(new Listed(memory.createdAt(), entry)));
    }
    listed.sort(Comparator.comparing(Listed::created).reversed());
    ArrayNode tenants = LosslessJson.object().arrayNode();
    listed.forEach(tenant -> tenants.add(tenant.entry));
    return tenants;
  }

  private ObjectNode entry(String tenant) {
    Count count = of(tenant);
    return LosslessJson.object()
        .put("tenant", tenant)
        .put("total_memories", count.memories())
        .put("episodic", count.episodic)
        .put("semantic", count.semantic)
        .put("graph_links", count.links);
  }

  private Count sum() {
    return store.tenants().stream().map(this::of).reduce(new Count(0, 0, 0), Count::plus);
  }

  private Count of(String tenant) {
    List<MemoryRecord> memories = store.memories(tenant);
    int semantic =
        (int) memories.stream().filter(memory -> memory.memoryType().equals("semantic")).count();
    return new Count(memories.size() - semantic, semantic, store.links(tenant).size());
  }
}
