package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Searching: with a vector store, the nearest memories, without regard to filters; without one, or
 * if it has no hits, the memories with text equal to the query. Reads every memory of the tenant.
 */
final class SearchRoute {
  private final DatabaseAccess database;

  SearchRoute(DatabaseAccess database) {
    this.database = database;
  }

  ScriptedAnswer answer(Call call) {
    SearchRequest search = SearchRequest.of(call);
    ObjectNode body = LosslessJson.object();
    ArrayNode found = body.putArray("memories");
    if (database.hasVectors() && StandardCharsets.UTF_8.newEncoder().canEncode(search.query())) {
      addNearest(found, call.tenant(), search);
    }
    if (found.isEmpty()) {
      addEqual(found, call.tenant(), search);
    }
    return ScriptedAnswer.json(200, body);
  }

  private void addNearest(ArrayNode found, String tenant, SearchRequest search) {
    MemoryStore store = database.connect();
    int most = search.nearest();
    if (most == 0) {
      return;
    }
    store.nearest(tenant, search.query(), most).stream()
        .skip(search.offset().longValue())
        .forEach(
            hit ->
                store
                    .memory(tenant, hit.coordinate())
                    .ifPresent(memory -> add(found, memory).put("score", hit.score())));
  }

  private void addEqual(ArrayNode found, String tenant, SearchRequest search) {
    MemoryStore store = database.connect();
    ResultPage page =
        ResultPage.of(search.offset(), search.topK())
            .filter(
                unused ->
                    !UnstorableValues.in(search.query()) && !UnstorableValues.in(search.filters()))
            .orElseThrow(() -> new RefusedRequest(ScriptedAnswer.unexpected()));
    TextQuery wanted = new TextQuery(search.query(), search.filters());
    List<MemoryRecord> newestFirst = new ArrayList<>(store.memories(tenant));
    Collections.reverse(newestFirst);
    newestFirst.stream()
        .filter(memory -> wanted.matches(LosslessJson.read(memory.payload())))
        .skip(page.offset())
        .limit(page.limit())
        .forEach(memory -> add(found, memory));
  }

  private static ObjectNode add(ArrayNode found, MemoryRecord memory) {
    return found
        .addObject()
        .putRawValue("coordinate", LosslessJson.raw(new CoordinateKey(memory.coordinate()).json()))
        .putRawValue("payload", LosslessJson.raw(MemoryAnswers.stored(memory)))
        .put("memory_type", memory.memoryType())
        .put("importance", 0.0);
  }
}
