package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Linking two coordinates and listing the links of one. */
final class GraphRoutes {
  private static final String NO_LINK = "Failed to create graph link";
  private static final String NO_NEIGHBORS = "Failed to retrieve neighbors";

  private final DatabaseAccess database;

  GraphRoutes(DatabaseAccess database) {
    this.database = database;
  }

  ScriptedAnswer link(Call call) {
    LinkRequest asked = LinkRequest.of(call.request());
    CoordinateKey from = CoordinateKey.parse(asked.from());
    CoordinateKey to = CoordinateKey.parse(asked.to());
    try {
      LinkRow row = LinkRow.of(asked, from, to, call.tenant());
      database.connect().link(call.origin().of(row.tenant()), row.link());
    } catch (LinkRow.Refused | DatabaseAccess.Down e) {
      throw new RefusedRequest(ScriptedAnswer.detail(500, NO_LINK));
    }
    ObjectNode body =
        LosslessJson.object().put("from_coord", asked.from()).put("to_coord", asked.to());
    return ScriptedAnswer.json(200, body.put("link_type", asked.type()).put("ok", true));
  }

  ScriptedAnswer neighbors(Call call) {
    PydanticQuery query = call.query();
    String coord = query.text("coord");
    query.integer("k_hop", 1);
    BigInteger limit = query.integer("limit", 10);
    BigInteger offset = query.integer("offset", 0);
    @Nullable String type = query.optionalText("link_type");
    query.check();
    CoordinateKey from = CoordinateKey.parse(coord);
    ResultPage page =
        ResultPage.of(offset, limit)
            .filter(unused -> type == null || !UnstorableValues.in(type))
            .orElseThrow(GraphRoutes::noNeighbors);
    ObjectNode body = LosslessJson.object().put("coord", coord);
    ArrayNode neighbors = body.putArray("neighbors");
    newestFirst(call.tenant()).stream()
        .filter(link -> link.from().equals(from) && link.isOf(type))
        .skip(page.offset())
        .limit(page.limit())
        .forEach(link -> add(neighbors, link));
    return ScriptedAnswer.json(200, body);
  }

  private List<GraphLink> newestFirst(String tenant) {
    try {
      List<GraphLink> links = new ArrayList<>(database.connect().links(tenant));
      Collections.reverse(links);
      return links;
    } catch (DatabaseAccess.Down e) {
      throw noNeighbors();
    }
  }

  private static RefusedRequest noNeighbors() {
    return new RefusedRequest(ScriptedAnswer.detail(500, NO_NEIGHBORS));
  }

  private static void add(ArrayNode neighbors, GraphLink link) {
    neighbors
        .addObject()
        .putRawValue("coordinate", LosslessJson.raw(link.to().json()))
        .put("link_type", link.type())
        .put("strength", link.strength());
  }
}
