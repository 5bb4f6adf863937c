package io.soma.memory.domain.read;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequiredValue;
import io.soma.memory.domain.write.UnicodeText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search.
 *
 * @param query any text without U+0000 and lone surrogates
 * @param topK at most how many; at least 1
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

  public RecallQuery {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(filters, "filters");
    UnicodeText.check(query, "query");
    if (topK < 1) {
      throw new InvalidWriteException("top k", topK + " is less than 1");
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
