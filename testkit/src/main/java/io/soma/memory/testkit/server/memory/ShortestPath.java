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
  private final Map<Coordinate, List<StoredLink>> links;
  private final Deque<List<Coordinate>> open = new ArrayDeque<>();
  private final Set<Coordinate> seen = new HashSet<>();

  ShortestPath(List<StoredLink> links) {
    this.links = links.stream().collect(Collectors.groupingBy(StoredLink::from));
  }

  /**
   * The path with both ends; empty for none, and also when the search meets a link between
   * coordinates of different length: the service's query then fails, wherever it leads.
   */
  List<Coordinate> find(Coordinate start, Coordinate end, int deepest) {
    List<Coordinate> found = List.of();
    open.add(List.of(start));
    seen.add(start);
    while (!open.isEmpty()) {
      List<Coordinate> path = open.remove();
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
  private boolean follow(List<Coordinate> path) {
    Coordinate end = path.get(path.size() - 1);
    for (StoredLink link : links.getOrDefault(end, List.of())) {
      if (link.to().count() != end.count()) {
        return false;
      }
      if (seen.add(link.to())) {
        List<Coordinate> longer = new ArrayList<>(path);
        longer.add(link.to());
        open.add(longer);
      }
    }
    return true;
  }
}
