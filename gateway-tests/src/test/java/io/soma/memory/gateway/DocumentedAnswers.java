package io.soma.memory.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.gateway.openapi.OpenApiDocument;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * An OpenAPI document, against which answers are held: each has a documented status, and its body
 * the documented fields, all that are required and no others. Safe for many threads.
 */
public final class DocumentedAnswers {

  private static final JsonMapper MAPPER = new JsonMapper();

  public static final DocumentedAnswers OF_GATEWAY = new DocumentedAnswers(OpenApiDocument.GATEWAY);
  public static final DocumentedAnswers OF_ADMIN = new DocumentedAnswers(OpenApiDocument.ADMIN);

  private final JsonNode document;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  public DocumentedAnswers(OpenApiDocument document) {
    this.document = read(document.text());
  }

  /** Method and path of each operation, with a star where the path has a variable. */
  public List<String> operations() {
    List<String> operations = new ArrayList<>();
    each(
        (path, method, operation) ->
            operations.add(method + " " + path.replaceAll("\\{\\w+}", "*")));
    return operations;
  }

  /** The documented successful answers: each operation's status and fields. */
  public Set<String> successes() {
    Set<String> all = new TreeSet<>();
    each(
        (path, method, operation) ->
            operation
                .path("responses")
                .fields()
                .forEachRemaining(
                    response -> {
                      if (response.getKey().startsWith("2")) {
                        String name = name(operation, response.getKey());
                        all.add(name);
                        collect(name, schema(response.getValue()), all);
                      }
                    }));
    return all;
  }

  /** Those of {@link #successes()} that were seen. */
  public Set<String> seen() {
    return new TreeSet<>(seen);
  }

  /** The fields of each operation's body, by its method and path. */
  public Map<String, Map<String, JsonNode>> bodies() {
    Map<String, Map<String, JsonNode>> bodies = new LinkedHashMap<>();
    each(
        (path, method, operation) -> {
          Map<String, JsonNode> fields = new LinkedHashMap<>();
          resolve(operation.at("/requestBody/content/application~1json/schema"))
              .path("properties")
              .fields()
              .forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
          if (!fields.isEmpty()) {
            bodies.put(method + " " + path, fields);
          }
        });
    return bodies;
  }

  /** Fails if an answer is not as documented. Paths without documentation are ignored. */
  public void check(HttpResponse<String> answer) {
    JsonNode operation =
        pathOf(answer.uri().getPath()).path(answer.request().method().toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      return;
    }
    String status = String.valueOf(answer.statusCode());
    JsonNode responses = operation.path("responses");
    JsonNode response =
        resolve(
            responses.has(status)
                ? responses.path(status)
                : responses.path(status.charAt(0) + "XX"));
    String name = name(operation, status);
    if (response.isMissingNode()) {
      throw new AssertionError("not documented: " + name + " " + answer.body());
    }
    if (status.startsWith("2")) {
      seen.add(name);
    }
    JsonNode schema = schema(response);
    if (!schema.isMissingNode()) {
      check(name, schema, read(answer.body()));
    }
  }

  private JsonNode pathOf(String requested) {
    JsonNode exact = document.path("paths").path(requested);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (requested.matches(path.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
        return path.getValue();
      }
    }
    return MAPPER.missingNode();
  }

  private void check(String at, JsonNode unresolved, JsonNode value) {
    JsonNode schema = resolve(unresolved);
    if (schema.has("oneOf")) {
      checkOneOf(at, schema.path("oneOf"), value);
      return;
    }
    if (schema.has("type") && !isOf(schema.path("type"), value)) {
      throw new AssertionError(at + ": " + value + " is no " + schema.path("type"));
    }
    if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
      throw new AssertionError(at + ": " + value + " is none of " + schema.path("enum"));
    }
    if (value.isObject()) {
      checkFields(at, schema, value);
    }
    if (value.isArray()) {
      value.forEach(element -> check(at + "[]", schema.path("items"), element));
    }
  }

  private void checkOneOf(String at, JsonNode choices, JsonNode value) {
    for (JsonNode choice : choices) {
      JsonNode schema = resolve(choice);
      if (isOf(schema.path("type"), value)) {
        check(at, schema, value);
        return;
      }
    }
    throw new AssertionError(at + ": " + value + " is none of " + choices);
  }

  private void checkFields(String at, JsonNode schema, JsonNode value) {
    schema
        .path("required")
        .forEach(
            field -> {
              if (!value.has(field.asText())) {
                throw new AssertionError(at + ": " + field + " is missing in " + value);
              }
            });
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode known = schema.path("properties").path(field.getKey());
      if (!known.isMissingNode()) {
        seen.add(at + "." + field.getKey());
        check(at + "." + field.getKey(), known, field.getValue());
      } else if (!schema.path("additionalProperties").asBoolean()) {
        throw new AssertionError(at + ": not documented: " + field);
      }
    }
  }

  private static boolean isOf(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (isOf(each, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new AssertionError("an unknown type: " + type);
    };
  }

  private void collect(String at, JsonNode unresolved, Set<String> all) {
    JsonNode schema = resolve(unresolved);
    schema.path("oneOf").forEach(choice -> collect(at, choice, all));
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              all.add(at + "." + field.getKey());
              collect(at + "." + field.getKey(), field.getValue(), all);
            });
    if (schema.has("items")) {
      collect(at + "[]", schema.path("items"), all);
    }
  }

  private JsonNode schema(JsonNode response) {
    return resolve(response).at("/content/application~1json/schema");
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static String name(JsonNode operation, String status) {
    return operation.path("operationId").asText() + " " + status;
  }

  private void each(EachOperation action) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        action.take(
            path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue());
      }
    }
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private interface EachOperation {
    void take(String path, String method, JsonNode operation);
  }
}
