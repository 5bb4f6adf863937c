package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Linking two coordinates and listing what one links to. */
final class GraphRoutes {
  private static final int LONGEST_TYPE = 100;

  private final MemoryStore store;

  GraphRoutes(MemoryStore store) {
    this.store = store;
  }

  Answer link(Call call) {
    BodyFields fields = new BodyFields(call.request());
    String from = fields.text("from_coord");
    String to = fields.text("to_coord");
    @Nullable String given = fields.optionalText("link_type");
    double strength = fields.number("strength", 1.0);
    JsonNode metadata = fields.optionalObject("metadata");
    fields.check();
    String type = given == null || given.isEmpty() ? "related" : given;
    StoredLink link =
        new StoredLink(Coordinate.parse(from), Coordinate.parse(to), type, strength, metadata);
    if (type.length() > LONGEST_TYPE
        || link.from().tooLong()
        || link.to().tooLong()
        || UnstorableText.in(metadata)) {
      throw new RefusedRequest(Answer.detail(500, "Failed to create graph link"));
    }
    store.link(call.origin(), link);
    ObjectNode body = Json.object().put("from_coord", from).put("to_coord", to);
    return Answer.json(200, body.put("link_type", type).put("ok", true));
  }

  Answer neighbors(Call call) {
    QueryFields query = call.query();
    String coord = query.text("coord");
    int limit = query.integer("limit", 10);
    int offset = query.integer("offset", 0);
    @Nullable String type = query.optionalText("link_type");
    query.check();
    Coordinate from = Coordinate.parse(coord);
    if (limit < 0 || offset < 0) {
      throw new RefusedRequest(Answer.detail(500, "Failed to retrieve neighbors"));
    }
    ObjectNode body = Json.object().put("coord", coord);
    ArrayNode neighbors = body.putArray("neighbors");
    newestFirst(call.tenant()).stream()
        .filter(link -> link.from().equals(from))
        .filter(link -> type == null || type.isEmpty() || link.type().equals(type))
        .skip(offset)
        .limit(limit)
        .forEach(link -> add(neighbors, link));
    return Answer.json(200, body);
  }

  private List<StoredLink> newestFirst(String tenant) {
    List<StoredLink> links = new ArrayList<>(store.links(tenant));
    Collections.reverse(links);
    return links;
  }

  private static void add(ArrayNode neighbors, StoredLink link) {
    neighbors
        .addObject()
        .putRawValue("coordinate", Json.raw(link.to().json()))
        .put("link_type", link.type())
        .put("strength", link.strength());
  }
}
