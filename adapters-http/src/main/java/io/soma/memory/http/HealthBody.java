package io.soma.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.read.ServiceHealth;
import java.io.IOException;
import java.util.StringJoiner;

/**
 * What the health route says. Its status does not count: a service without a vector store answers
 * 503 for ever, and takes writes.
 */
final class HealthBody {

  private HealthBody() {}

  static ServiceHealth read(int status, byte[] body) {
    try {
      JsonNode stores = Json.tree(body);
      JsonNode keyValue = stores.path("kv_store");
      if (keyValue.isBoolean()) {
        return new ServiceHealth(keyValue.booleanValue(), describe(stores));
      }
    } catch (IOException e) {
      // Not the service's answer, whatever it is; told below.
    }
    return new ServiceHealth(false, "status " + status + " without a word about kv_store");
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
