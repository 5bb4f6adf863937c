package io.soma.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The health of the stores in a health route's answer.
 *
 * @param acceptsWrites whether the key-value store is up, which is all that a write needs
 * @param detail all stores that it names
 */
record HealthBody(boolean acceptsWrites, String detail) {

  /** Null for a body that says nothing of the key-value store. */
  static @Nullable HealthBody read(byte[] body) {
    try {
      JsonNode stores = ServiceJson.tree(body);
      JsonNode keyValue = stores.path("kv_store");
      return keyValue.isBoolean()
          ? new HealthBody(keyValue.booleanValue(), describe(stores))
          : null;
    } catch (IOException e) {
      // Not an answer of the service.
      return null;
    }
  }

  private static String describe(JsonNode stores) {
    StringJoiner said = new StringJoiner(", ");
    for (String store : new String[] {"kv_store", "vector_store", "graph_store"}) {
      if (stores.path(store).isBoolean()) {
        said.add(store + "=" + stores.path(store).booleanValue());
      }
    }
    return said.toString();
  }
}
