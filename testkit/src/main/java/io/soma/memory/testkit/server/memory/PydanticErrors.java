package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Collects the errors of a request's fields, in the shape of the service's 422. */
final class PydanticErrors {
  private final ObjectNode answer = LosslessJson.object();
  private final ArrayNode detail = answer.putArray("detail");
  private final String[] prefix;

  PydanticErrors(String... prefix) {
    this.prefix = prefix;
  }

  /** Adds one; the node is for the extra details of some error types. */
  ObjectNode add(String type, String message, String... field) {
    ObjectNode error = detail.addObject().put("type", type);
    ArrayNode place = error.putArray("loc");
    for (String part : prefix) {
      place.add(part);
    }
    for (String part : field) {
      place.add(part);
    }
    return error.put("msg", message);
  }

  void add(FieldProblem problem, String... field) {
    add(problem.type(), problem.message(), field);
  }

  void missing(String... field) {
    add("missing", "Field required", field);
  }

  RefusedRequest refusal() {
    return new RefusedRequest(ScriptedAnswer.json(422, answer));
  }

  void check() {
    if (!detail.isEmpty()) {
      throw refusal();
    }
  }
}
