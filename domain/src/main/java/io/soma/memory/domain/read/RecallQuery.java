package io.soma.memory.domain.read;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.UnicodeText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search.
 *
 * @param query at most {@value #MAX_QUERY_LENGTH} UTF-16 units, without U+0000 and lone surrogates
 * @param topK at most how many; 1 to {@value #MAX_TOP_K}
 * @param offset how many of the best to leave out; at least 0
 * @param memoryType only this type; any where it is null
 * @param filters finds only memories that have these values in these fields
 */
public record RecallQuery(
    Namespace namespace,
    String query,
    int topK,
    int offset,
    @Nullable MemoryType memoryType,
    Payload filters) {

  /** The longest query, in UTF-16 units. */
  public static final int MAX_QUERY_LENGTH = 65_536;

  /** The most results of one search. */
  public static final int MAX_TOP_K = 1000;

  // The memory service would always answer 500 to the queries that are refused here, and each 500
  // counts against the tenant's circuit.
  public RecallQuery {
    if (query.length() > MAX_QUERY_LENGTH) {
      throw new InvalidWriteException("query", "over " + MAX_QUERY_LENGTH + " characters");
    }
    UnicodeText.check(query, "query");
    if (topK < 1 || topK > MAX_TOP_K) {
      throw new InvalidWriteException("top_k", topK + " is not from 1 to " + MAX_TOP_K);
    }
    if (offset < 0) {
      throw new InvalidWriteException("offset", offset + " is negative");
    }
  }

  /** The five best matches of a text. */
  public static RecallQuery of(String namespace, String query) {
    return new RecallQuery(Namespace.of(namespace), query, 5, 0, null, Payload.of(Map.of()));
  }
}
