package io.soma.memory.testkit.fake;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The memories and links of the fake. Thread safe. */
final class Memories {

  private record Key(TenantId tenant, IdempotencyKey idempotencyKey) {}

  private final Map<TenantId, Map<Coordinate, String>> bodies = new HashMap<>();
  private final Map<TenantId, Links> links = new HashMap<>();
  private final Map<Key, Boolean> applied = new HashMap<>();
  private final List<Delivery> effects = new ArrayList<>();

  /**
   * Applies a delivery once; true if the memory to delete was not there. A repetition gets the same
   * result.
   */
  synchronized boolean apply(Delivery delivery) {
    Key key = new Key(delivery.tenant(), delivery.idempotencyKey());
    return applied.computeIfAbsent(key, unused -> applyOnce(delivery));
  }

  private boolean applyOnce(Delivery delivery) {
    effects.add(delivery);
    return switch (delivery.operation()) {
      case STORE -> {
        bodiesOf(delivery.tenant()).put(delivery.coordinate(), delivery.body());
        yield false;
      }
      case DELETE -> bodiesOf(delivery.tenant()).remove(delivery.coordinate()) == null;
      case LINK -> {
        linksOf(delivery.tenant()).put(StoredLink.read(delivery.body()));
        yield false;
      }
    };
  }

  synchronized List<Delivery> effects() {
    return List.copyOf(effects);
  }

  synchronized @Nullable Memory fetch(TenantId tenant, Coordinate coordinate) {
    String body = bodiesOf(tenant).get(coordinate);
    return body == null ? null : StoredBody.read(body).memory(null);
  }

  synchronized List<Memory> of(TenantId tenant) {
    return bodiesOf(tenant).values().stream()
        .map(body -> StoredBody.read(body).memory(null))
        .toList();
  }

  synchronized List<Memory> recall(RecallQuery query) {
    Stream<StoredBody> stored =
        bodiesOf(query.namespace().tenant()).values().stream().map(StoredBody::read);
    return stored
        .filter(body -> body.matches(query))
        .map(body -> body.memory(body.score(query.query())))
        .filter(memory -> memory.score() != null && memory.score() > 0)
        .sorted(Comparator.comparing(Memories::score).reversed().thenComparing(Memory::coordinate))
        .skip(query.offset())
        .limit(query.topK())
        .toList();
  }

  synchronized List<Neighbor> neighbors(
      TenantId tenant, Coordinate coordinate, NeighborQuery query) {
    return linksOf(tenant).neighbors(coordinate, query);
  }

  synchronized @Nullable LinkPath path(
      TenantId tenant, Coordinate from, Coordinate to, PathQuery query) {
    return linksOf(tenant).path(from, to, query);
  }

  private Links linksOf(TenantId tenant) {
    return links.computeIfAbsent(tenant, unused -> new Links());
  }

  synchronized int count() {
    return bodies.values().stream().mapToInt(Map::size).sum();
  }

  private static double score(Memory memory) {
    return memory.score() == null ? 0 : memory.score();
  }

  private Map<Coordinate, String> bodiesOf(TenantId tenant) {
    return bodies.computeIfAbsent(tenant, unused -> new LinkedHashMap<>());
  }
}
