package io.soma.memory.testkit.server.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The data of one tenant, in order of creation. Guarded by {@link MemoryStore}. */
final class TenantData {
  final Map<String, StoredMemory> memories = new LinkedHashMap<>();
  final Map<GraphLink.Key, GraphLink> links = new LinkedHashMap<>();
  final VectorIndex vectors = new VectorIndex();

  Stream<MemoryRecord> live() {
    return memories.values().stream().filter(stored -> !stored.deleted()).map(StoredMemory::memory);
  }
}
