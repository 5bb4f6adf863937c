package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shortest way through the graph. */
final class PathRoute {
  private final MemoryStore store;

  PathRoute(MemoryStore store) {
    this.store = store;
  }

  Answer answer(Call call) {
    QueryFields query = call.query();
    String from = query.text("from_coord");
    String to = query.text("to_coord");
    int longest = query.integer("max_length", 10);
    @Nullable String type = query.optionalText("link_type");
    query.check();
    List<StoredLink> links =
        store.links(call.tenant()).stream()
            .filter(link -> type == null || type.isEmpty() || link.type().equals(type))
            .toList();
    List<Coordinate> path = shortest(Coordinate.parse(from), Coordinate.parse(to), links);
    boolean found = !path.isEmpty() && path.size() <= longest;
    ObjectNode body = Json.object().put("from_coord", from).put("to_coord", to);
    ArrayNode steps = body.putArray("path");
    ArrayNode types = body.putArray("link_types");
    for (int i = 0; found && i < path.size(); i++) {
      steps.add(path.get(i).key());
      if (i > 0) {
        types.add(type == null || type.isEmpty() ? "related" : type);
      }
    }
    return Answer.json(200, body.put("found", found));
  }

  private static List<Coordinate> shortest(Coordinate from, Coordinate to, List<StoredLink> links) {
    Deque<List<Coordinate>> open = new ArrayDeque<>(List.of(List.of(from)));
    Set<Coordinate> seen = new HashSet<>(Set.of(from));
    while (!open.isEmpty()) {
      List<Coordinate> path = open.remove();
      Coordinate end = path.get(path.size() - 1);
      if (end.equals(to)) {
        return path;
      }
      for (StoredLink link : links) {
        if (link.from().equals(end) && seen.add(link.to())) {
          List<Coordinate> longer = new ArrayList<>(path);
          longer.add(link.to());
          open.add(longer);
        }
      }
    }
    return List.of();
  }
}
