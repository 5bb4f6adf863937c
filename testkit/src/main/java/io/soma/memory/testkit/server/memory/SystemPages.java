package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The beginnings of two long answers: their kind is the service's, most of their text is not. */
final class SystemPages {
  private static final String METRICS =
      """
      # HELP python_gc_objects_collected_total Objects collected during gc
      # TYPE python_gc_objects_collected_total counter
      python_gc_objects_collected_total{generation="0"} 0.0
      python_gc_objects_collected_total{generation="1"} 0.0
      python_gc_objects_collected_total{generation="2"} 0.0
      """;

  private SystemPages() {}

  static ScriptedAnswer metrics() {
    return ScriptedAnswer.text(200, "text/plain; version=1.0.0; charset=utf-8", METRICS);
  }

  static ScriptedAnswer openApi() {
    ObjectNode document = LosslessJson.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "SomaFractalMemory API")
        .put("version", "2.0.0")
        .put("description", "Cognitive memory system API (100% Django) — Standalone Mode");
    ObjectNode paths = document.putObject("paths");
    for (String path : List.of("/memories", "/memories/{coord}", "/memories/search")) {
      paths.putObject(path);
    }
    for (String path : List.of("/graph/link", "/graph/neighbors", "/graph/path")) {
      paths.putObject(path);
    }
    return ScriptedAnswer.text(200, "application/json", LosslessJson.text(document));
  }
}
