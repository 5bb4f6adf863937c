package io.soma.memory.http;

import io.soma.memory.domain.read.RecallQuery;
import java.util.LinkedHashMap;
import java.util.Map;

/** A search as the memory service's route takes it. */
final class SearchBody {

  private SearchBody() {}

  static String of(RecallQuery query) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query.query());
    body.put("top_k", query.topK());
    body.put("offset", query.offset());
    if (query.memoryType() != null) {
      body.put("memory_type", query.memoryType().wireName());
    }
    if (!query.filters().tree().isEmpty()) {
      body.put("filters", query.filters().tree());
    }
    return ServiceJson.write(body);
  }
}
