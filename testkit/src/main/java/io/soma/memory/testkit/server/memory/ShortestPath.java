package io.soma.memory.testkit.server.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A search for the shortest path over some links, breadth first. For one use. */
final class ShortestPath {
  private final Map<CoordinateKey, List<GraphLink>> links;
  private final Deque<List<CoordinateKey>> open = new ArrayDeque<>();
  private final Set<CoordinateKey> seen = new HashSet<>();

  ShortestPath(List<GraphLink> links) {
    this.links = links.stream().collect(Collectors.groupingBy(GraphLink::from));
  }

  /**
   * The path with both ends; empty for none, and also when the search meets a link between
   * coordinates of different length: the service's query then fails, wherever it leads.
   */
  List<CoordinateKey> find(CoordinateKey start, CoordinateKey end, int deepest) {
    List<CoordinateKey> found = List.of();
    open.add(List.of(start));
    seen.add(start);
    while (!open.isEmpty()) {
      List<CoordinateKey> path = open.remove();
      boolean followed = path.size() == 1 || path.size() <= deepest;
      if (followed && !follow(path)) {
        return List.of();
      }
      if (found.isEmpty() && path.get(path.size() - 1).equals(end)) {
        found = path;
      }
    }
    return found;
  }

  /** Goes on from a path's end; false if the service's query fails at it. */
  private boolean follow(List<CoordinateKey> path) {
    CoordinateKey end = path.get(path.size() - 1);
    for (GraphLink link : links.getOrDefault(end, List.of())) {
      if (link.to().count() != end.count()) {
        return false;
      }
      if (seen.add(link.to())) {
        List<CoordinateKey> longer = new ArrayList<>(path);
        longer.add(link.to());
        open.add(longer);
      }
    }
    return true;
  }
}
