package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shortest way through the graph. Every failure of the look-up is "not found". */
final class PathRoute {
  private static final BigInteger UNLIMITED = BigInteger.valueOf(Integer.MAX_VALUE);

  private final DatabaseAccess database;

  PathRoute(DatabaseAccess database) {
    this.database = database;
  }

  ScriptedAnswer answer(Call call) {
    PydanticQuery query = call.query();
    String from = query.text("from_coord");
    String to = query.text("to_coord");
    BigInteger longest = query.integer("max_length", 10);
    @Nullable String type = query.optionalText("link_type");
    query.check();
    CoordinateKey start = CoordinateKey.parse(from);
    CoordinateKey end = CoordinateKey.parse(to);
    int most = longest.max(BigInteger.ZERO).min(UNLIMITED).intValue();
    List<CoordinateKey> path = path(call.tenant(), start, end, type, most);
    ObjectNode body = LosslessJson.object().put("from_coord", from).put("to_coord", to);
    ArrayNode steps = body.putArray("path");
    ArrayNode types = body.putArray("link_types");
    path.forEach(coordinate -> steps.add(coordinate.key()));
    for (int i = 1; i < path.size(); i++) {
      types.add(type == null || type.isEmpty() ? "related" : type);
    }
    return ScriptedAnswer.json(200, body.put("found", !path.isEmpty()));
  }

  /** At most so many coordinates; empty for no path. */
  private List<CoordinateKey> path(
      String tenant, CoordinateKey start, CoordinateKey end, @Nullable String type, int longest) {
    List<CoordinateKey> path =
        start.equals(end) ? List.of(start) : search(tenant, start, end, type, longest);
    return path.size() <= longest ? path : List.of();
  }

  private List<CoordinateKey> search(
      String tenant, CoordinateKey start, CoordinateKey end, @Nullable String type, int longest) {
    try {
      List<GraphLink> links =
          database.connect().links(tenant).stream().filter(link -> link.isOf(type)).toList();
      return new ShortestPath(links).find(start, end, longest);
    } catch (DatabaseAccess.Down e) {
      return List.of();
    }
  }
}
