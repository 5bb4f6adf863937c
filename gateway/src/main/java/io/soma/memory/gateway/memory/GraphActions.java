package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.gateway.json.QueryFields;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.MemoryClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads links. */
final class GraphActions {

  private static final int DEFAULT_LIMIT = 10;
  private static final int DEFAULT_LENGTH = 10;
  private static final int MAX_LENGTH = 1000;

  private final MemoryClient client;

  GraphActions(MemoryClient client) {
    this.client = client;
  }

  CompletionStage<Reply> neighbors(Caller caller, HttpCall call, AdmissionTicket room) {
    QueryFields fields = new QueryFields(call.rawQuery());
    String coord = fields.text("coord");
    // The memory service accepts any value, and always looks one hop far.
    fields.integer("k_hop", 1);
    int limit = fields.integer("limit", DEFAULT_LIMIT);
    int offset = fields.integer("offset", 0);
    String type = fields.optionalText("link_type");
    fields.check();
    MemoryAddress at = MemoryAddress.at(CoordinateParser.parse(coord));
    return client
        .neighborsAsync(caller.context().with(room), at, new NeighborQuery(limit, offset, type))
        .thenApply(found -> neighbors(coord, found));
  }

  private static Reply neighbors(String coord, List<Neighbor> found) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("coord", coord);
    body.put("neighbors", found.stream().map(GraphActions::shown).toList());
    return Reply.json(200, body);
  }

  private static Map<String, Object> shown(Neighbor neighbor) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("coordinate", ShownMemory.numbers(neighbor.coordinate()));
    shown.put("link_type", neighbor.linkType());
    shown.put("strength", neighbor.strength());
    return shown;
  }

  CompletionStage<Reply> path(Caller caller, HttpCall call, AdmissionTicket room) {
    QueryFields fields = new QueryFields(call.rawQuery());
    String from = fields.text("from_coord");
    String to = fields.text("to_coord");
    int longest = fields.integer("max_length", DEFAULT_LENGTH);
    String type = fields.optionalText("link_type");
    fields.check();
    MemoryAddress start = MemoryAddress.at(CoordinateParser.parse(from));
    MemoryAddress end = MemoryAddress.at(CoordinateParser.parse(to));
    // To the memory service a negative one is as good as none, and so is any large one.
    int bounded = Math.min(Math.max(longest, 0), MAX_LENGTH);
    return client
        .pathAsync(caller.context().with(room), start, end, new PathQuery(bounded, type))
        .thenApply(found -> path(from, to, found));
  }

  private static Reply path(String from, String to, Optional<LinkPath> found) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from_coord", from);
    body.put("to_coord", to);
    body.put("path", found.map(LinkPath::coordinates).orElse(List.of()));
    body.put("link_types", found.map(LinkPath::linkTypes).orElse(List.of()));
    body.put("found", found.isPresent());
    return Reply.json(200, body);
  }
}
