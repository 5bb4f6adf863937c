package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The scripted claims of the health routes, true or not.
 *
 * @param cache whether Redis answers, which /health alone tells
 */
record HealthClaims(boolean kv, boolean vector, boolean graph, boolean cache) {
  boolean all() {
    return kv && vector && graph;
  }

  ObjectNode json() {
    return LosslessJson.object()
        .put("kv_store", kv)
        .put("vector_store", vector)
        .put("graph_store", graph);
  }
}
