package io.soma.memory.testkit.fake;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.write.Coordinate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The links of one tenant, the newest first. */
final class Links {

  private final List<StoredLink> links = new ArrayList<>();

  void put(StoredLink link) {
    links.removeIf(link::isSameAs);
    links.add(0, link);
  }

  List<Neighbor> neighbors(Coordinate of, NeighborQuery query) {
    return from(of, query.linkType())
        .skip(query.offset())
        .limit(query.limit())
        .map(link -> new Neighbor(link.to().text(), link.type(), link.strength()))
        .toList();
  }

  /**
   * The shortest one, as the real service tells it: each step is of the type that was asked for.
   */
  @Nullable LinkPath path(Coordinate start, Coordinate end, PathQuery query) {
    Deque<List<Coordinate>> open = new ArrayDeque<>(List.of(List.of(start)));
    Set<Coordinate> seen = new HashSet<>(List.of(start));
    while (!open.isEmpty() && open.element().size() <= query.maxLength()) {
      List<Coordinate> path = open.remove();
      Coordinate last = path.get(path.size() - 1);
      if (last.equals(end)) {
        String type = Objects.requireNonNullElse(query.linkType(), "related");
        return new LinkPath(
            path.stream().map(Coordinate::text).toList(),
            Collections.nCopies(path.size() - 1, type));
      }
      from(last, query.linkType())
          .filter(link -> seen.add(link.to()))
          .forEach(link -> open.add(with(path, link.to())));
    }
    return null;
  }

  private Stream<StoredLink> from(Coordinate coordinate, @Nullable String type) {
    return links.stream().filter(link -> link.from().equals(coordinate) && link.isOf(type));
  }

  private static List<Coordinate> with(List<Coordinate> path, Coordinate next) {
    List<Coordinate> longer = new ArrayList<>(path);
    longer.add(next);
    return longer;
  }
}
