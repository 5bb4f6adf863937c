package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A link as it was asked for.
 *
 * @param metadata an object
 */
record LinkRequest(String from, String to, String type, double strength, JsonNode metadata) {
  static LinkRequest of(Request request) {
    PydanticBody fields = new PydanticBody(request, "GraphLinkRequest");
    String from = fields.text("from_coord");
    String to = fields.text("to_coord");
    @Nullable String type = fields.optionalText("link_type");
    double strength = fields.number("strength", 1.0);
    JsonNode metadata = fields.optionalObject("metadata");
    fields.check();
    String named = type == null || type.isEmpty() ? "related" : type;
    return new LinkRequest(from, to, named, strength, metadata);
  }
}
