package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON body; {@link #check} then refuses with everything that was wrong.
 * Until then a field that was wrong reads as an empty value.
 */
final class PydanticBody {
  private static final String MEMORY_TYPES = "'episodic' or 'semantic'";

  private final PydanticErrors errors = new PydanticErrors("body", "req");
  private final JsonNode body;

  /**
   * Reads the body.
   *
   * @param model the service's name for the body in its errors
   */
  PydanticBody(Request request, String model) {
    if (request.oversized()) {
      throw new RefusedRequest(ScriptedAnswer.unexpected());
    }
    body = parsed(request.body());
    if (!body.isObject()) {
      errors
          .add("model_type", "Input should be a valid dictionary or instance of " + model)
          .putObject("ctx")
          .put("class_name", model);
      errors.check();
    }
  }

  private JsonNode parsed(byte[] bytes) {
    if (bytes.length == 0) {
      errors.missing();
      throw errors.refusal();
    }
    try {
      return PythonJsonReader.read(bytes);
    } catch (IOException e) {
      throw new RefusedRequest(ScriptedAnswer.detail(400, "Cannot parse request body"));
    }
  }

  String text(String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      errors.missing(name);
      return "";
    }
    return textOf(name, value);
  }

  @Nullable String optionalText(String name) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : textOf(name, value);
  }

  private String textOf(String name, JsonNode value) {
    if (!value.isTextual()) {
      errors.add("string_type", "Input should be a valid string", name);
    }
    return value.asText();
  }

  JsonNode object(String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      errors.missing(name);
      return LosslessJson.object();
    }
    return objectOf(name, value);
  }

  JsonNode optionalObject(String name) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? LosslessJson.object() : objectOf(name, value);
  }

  private JsonNode objectOf(String name, JsonNode value) {
    if (value instanceof ObjectNode) {
      return value;
    }
    errors.add("dict_type", "Input should be a valid dictionary", name);
    return LosslessJson.object();
  }

  String memoryType() {
    JsonNode value = body.get("memory_type");
    String type = value == null ? "episodic" : value.asText();
    boolean textual = value == null || value.isTextual();
    if (!textual || !(type.equals("episodic") || type.equals("semantic"))) {
      errors
          .add("literal_error", "Input should be " + MEMORY_TYPES, "memory_type")
          .putObject("ctx")
          .put("expected", MEMORY_TYPES);
    }
    return type;
  }

  BigInteger integer(String name, int absent) {
    JsonNode value = body.get(name);
    try {
      return value == null ? BigInteger.valueOf(absent) : PydanticNumbers.integer(value);
    } catch (PydanticNumbers.Failed failed) {
      errors.add(failed.problem(), name);
      return BigInteger.ZERO;
    }
  }

  double number(String name, double absent) {
    JsonNode value = body.get(name);
    try {
      return value == null ? absent : PydanticNumbers.number(value);
    } catch (PydanticNumbers.Failed failed) {
      errors.add(failed.problem(), name);
      return 0;
    }
  }

  void check() {
    errors.check();
  }
}
