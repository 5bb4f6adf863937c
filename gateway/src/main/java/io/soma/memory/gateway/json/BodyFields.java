package io.soma.memory.gateway.json;

import io.soma.memory.domain.write.MemoryType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a body, and collects all errors instead of stopping at the first; {@link
 * #check} then throws. Until then, a field that is wrong reads as an empty value. Unknown fields
 * are ignored, as the memory service does.
 */
public final class BodyFields {

  private static final String MEMORY_TYPES = "'episodic' or 'semantic'";

  private final FieldErrors errors = new FieldErrors(FieldErrors.BODY);
  private final Map<?, ?> body;

  /**
   * The fields of a body.
   *
   * @param model what the memory service calls such a body
   * @throws InvalidFieldsException if there is no body, or it is no object
   * @throws NotJsonException if it is not JSON
   */
  public BodyFields(byte[] bytes, String model) {
    if (bytes.length == 0) {
      throw new InvalidFieldsException(
          List.of(new FieldError("missing", FieldErrors.BODY, "Field required", Map.of())));
    }
    if (!(JsonTree.read(bytes) instanceof Map<?, ?> object)) {
      throw new InvalidFieldsException(
          List.of(
              new FieldError(
                  "model_type",
                  FieldErrors.BODY,
                  "Input should be a valid dictionary or instance of " + model,
                  Map.of("class_name", model))));
    }
    this.body = object;
  }

  /** Whether there is a field of a name that is not null. */
  public boolean has(String name) {
    return body.get(name) != null;
  }

  /** A text that has to be there. */
  public String text(String name) {
    if (!body.containsKey(name)) {
      errors.missing(name);
      return "";
    }
    if (body.get(name) instanceof String text) {
      return text;
    }
    errors.add("string_type", name, "Input should be a valid string");
    return "";
  }

  /** A text, or null where there is none. */
  public @Nullable String optionalText(String name) {
    return has(name) ? text(name) : null;
  }

  /** An object that has to be there. */
  public Map<String, ?> object(String name) {
    if (!body.containsKey(name)) {
      errors.missing(name);
      return Map.of();
    }
    return objectOf(name);
  }

  /** An object, or an empty one where there is none. */
  public Map<String, ?> optionalObject(String name) {
    return has(name) ? objectOf(name) : Map.of();
  }

  /** A type of memory, episodic where none is named. */
  public MemoryType memoryType() {
    if (!body.containsKey("memory_type")) {
      return MemoryType.EPISODIC;
    }
    Object name = body.get("memory_type");
    for (MemoryType type : MemoryType.values()) {
      if (type.wireName().equals(name)) {
        return type;
      }
    }
    errors.add(
        "literal_error",
        "memory_type",
        "Input should be " + MEMORY_TYPES,
        Map.of("expected", MEMORY_TYPES));
    return MemoryType.EPISODIC;
  }

  /** A whole number; the nearest int where it is larger than any. */
  public int integer(String name, int absent) {
    if (!body.containsKey(name)) {
      return absent;
    }
    Object value = body.get(name);
    NumberCoercion.Problem problem = NumberCoercion.problemOfInteger(value);
    if (value == null || problem != null) {
      errors.add(problem == null ? NumberCoercion.Problem.NO_INTEGER : problem, name);
      return absent;
    }
    return NumberCoercion.integer(value);
  }

  /** A number. */
  public double number(String name, double absent) {
    if (!body.containsKey(name)) {
      return absent;
    }
    Object value = body.get(name);
    NumberCoercion.Problem problem = NumberCoercion.problemOfFloat(value);
    if (value == null || problem != null) {
      errors.add(problem == null ? NumberCoercion.Problem.NO_FLOAT : problem, name);
      return absent;
    }
    return NumberCoercion.number(value);
  }

  /**
   * Ends the taking.
   *
   * @throws InvalidFieldsException if anything was wrong
   */
  public void check() {
    errors.check();
  }

  @SuppressWarnings("unchecked") // JsonTree's maps have text keys.
  private Map<String, ?> objectOf(String name) {
    if (body.get(name) instanceof Map<?, ?> object) {
      return (Map<String, ?>) object;
    }
    errors.add("dict_type", name, "Input should be a valid dictionary");
    return Map.of();
  }
}
