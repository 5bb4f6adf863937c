package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search. The service accepts a memory_type too, and ignores it.
 *
 * @param filters an object
 */
record SearchRequest(String query, BigInteger topK, BigInteger offset, JsonNode filters) {
  private static final int TOP_K = 5;

  static SearchRequest of(Call call) {
    return call.request().method().equals("GET")
        ? ofQuery(call.query())
        : ofBody(new PydanticBody(call.request(), "MemorySearchRequest"));
  }

  private static SearchRequest ofBody(PydanticBody fields) {
    String query = fields.text("query");
    BigInteger topK = fields.integer("top_k", TOP_K);
    BigInteger offset = fields.integer("offset", 0);
    fields.optionalText("memory_type");
    JsonNode filters = fields.optionalObject("filters");
    fields.check();
    return new SearchRequest(query, topK, offset, filters);
  }

  private static SearchRequest ofQuery(PydanticQuery fields) {
    String query = fields.text("query");
    BigInteger topK = fields.integer("top_k", TOP_K);
    BigInteger offset = fields.integer("offset", 0);
    fields.check();
    return new SearchRequest(query, topK, offset, filters(fields.optionalText("filters")));
  }

  /** Filters that are no JSON object are ignored. */
  private static JsonNode filters(@Nullable String text) {
    try {
      JsonNode filters = text == null ? LosslessJson.object() : PythonJsonReader.read(text);
      return filters.isObject() ? filters : LosslessJson.object();
    } catch (IOException e) {
      return LosslessJson.object();
    }
  }

  /** The number of nearest memories requested from the vector store; 0 if it refuses the number. */
  int nearest() {
    BigInteger wanted = topK.add(offset);
    boolean allowed = wanted.signum() > 0 && wanted.compareTo(VectorIndex.MOST_HITS) <= 0;
    return allowed && offset.signum() >= 0 ? wanted.intValue() : 0;
  }
}
