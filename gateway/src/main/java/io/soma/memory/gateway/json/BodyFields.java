package io.soma.memory.gateway.json;

import io.soma.memory.domain.write.MemoryType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a body, and collects what is wrong instead of stopping at the first; {@link
 * #check} then throws. Until then, a field that is wrong reads as an empty value. Unknown fields
 * are ignored, as the memory service does.
 */
public final class BodyFields {

  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final List<FieldError> errors = new ArrayList<>();
  private final Map<?, ?> body;

  /**
   * The fields of a body.
   *
   * @throws InvalidFieldsException if there is no body, or it is no object
   * @throws io.soma.memory.domain.write.InvalidWriteException if it is not JSON
   */
  public BodyFields(byte[] bytes) {
    if (bytes.length == 0) {
      throw new InvalidFieldsException(List.of(new FieldError("missing", "", "Field required")));
    }
    if (!(JsonTree.read(bytes) instanceof Map<?, ?> object)) {
      throw new InvalidFieldsException(
          List.of(
              new FieldError(
                  "model_attributes_type",
                  "",
                  "Input should be a valid dictionary or object to extract fields from")));
    }
    this.body = object;
  }

  /** A text that has to be there. */
  public String text(String name) {
    if (!body.containsKey(name)) {
      missing(name);
      return "";
    }
    return body.get(name) instanceof String text ? text : wrong(name, "string", "string", "");
  }

  /** A text, or null where there is none. */
  public @Nullable String optionalText(String name) {
    return body.get(name) == null ? null : text(name);
  }

  /** An object that has to be there. */
  public Map<String, ?> object(String name) {
    if (!body.containsKey(name)) {
      missing(name);
      return Map.of();
    }
    return objectOf(name);
  }

  /** An object, or an empty one where there is none. */
  public Map<String, ?> optionalObject(String name) {
    return body.get(name) == null ? Map.of() : objectOf(name);
  }

  /** A type of memory, episodic where none is named. */
  public MemoryType memoryType() {
    return body.containsKey("memory_type") ? typeOf(body.get("memory_type")) : MemoryType.EPISODIC;
  }

  /** A type of memory, or null for any. */
  public @Nullable MemoryType optionalMemoryType() {
    Object type = body.get("memory_type");
    return type == null || type.equals("") ? null : typeOf(type);
  }

  /** A whole number. */
  public int integer(String name, int absent) {
    if (!body.containsKey(name)) {
      return absent;
    }
    BigDecimal value = decimal(body.get(name));
    return value != null
            && value.abs().compareTo(MAX_INT) <= 0
            && value.stripTrailingZeros().scale() <= 0
        ? value.intValueExact()
        : wrong(name, "int", "integer", absent);
  }

  /** A number. */
  public double number(String name, double absent) {
    if (!body.containsKey(name)) {
      return absent;
    }
    BigDecimal value = decimal(body.get(name));
    return value != null ? value.doubleValue() : wrong(name, "float", "number", absent);
  }

  /** Notes that a field is missing. */
  public void missing(String name) {
    errors.add(new FieldError("missing", name, "Field required"));
  }

  /**
   * Ends the taking.
   *
   * @throws InvalidFieldsException if anything was wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new InvalidFieldsException(errors);
    }
  }

  @SuppressWarnings("unchecked") // JsonTree's maps have text keys.
  private Map<String, ?> objectOf(String name) {
    return body.get(name) instanceof Map<?, ?> object
        ? (Map<String, ?>) object
        : wrong(name, "dict", "dictionary", Map.of());
  }

  private MemoryType typeOf(@Nullable Object name) {
    for (MemoryType type : MemoryType.values()) {
      if (type.wireName().equals(name)) {
        return type;
      }
    }
    errors.add(
        new FieldError("literal_error", "memory_type", "Input should be 'episodic' or 'semantic'"));
    return MemoryType.EPISODIC;
  }

  private <T> T wrong(String name, String type, String called, T stand) {
    errors.add(new FieldError(type + "_type", name, "Input should be a valid " + called));
    return stand;
  }

  private static @Nullable BigDecimal decimal(@Nullable Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof BigDecimal number ? number : null;
  }
}
