package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as maps, lists, texts, booleans, Long, BigInteger and BigDecimal, with every digit.
 * Ambiguous or too deep input is refused; the message names the place, and shows no value.
 */
public final class JsonTree {

  // A body's own object is one level more than its payload.
  private static final int MAX_DEPTH = Payload.MAX_DEPTH + 1;

  private final JsonParser parser;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads one value.
   *
   * @throws InvalidWriteException if the bytes are not JSON, or hold a key twice
   */
  public static @Nullable Object read(byte[] bytes) {
    try (JsonParser parser = JsonReading.FACTORY.createParser(bytes)) {
      Object value = new JsonTree(parser).document();
      if (parser.nextToken() != null) {
        throw notJson(parser);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonReading.notJson(e.getLocation());
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw JsonReading.notUtf8();
    }
  }

  private @Nullable Object document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw notJson(parser);
    }
    return value(first, 1);
  }

  private @Nullable Object value(JsonToken token, int depth) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> list(depth);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw notJson(parser);
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException {
    checkDepth(depth);
    Map<String, @Nullable Object> object = new LinkedHashMap<>(4);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      if (object.containsKey(key)) {
        throw new InvalidWriteException(place(), "the key is there twice");
      }
      object.put(key, value(parser.nextToken(), depth + 1));
    }
    return object;
  }

  private List<@Nullable Object> list(int depth) throws IOException {
    checkDepth(depth);
    List<@Nullable Object> list = new ArrayList<>(2);
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      list.add(value(t, depth + 1));
    }
    return list;
  }

  // 1e0 is 1.0 to the memory service, which reads doubles, and stays so in the outbox; as the
  // decimal 1 it would become a whole number.
  private static BigDecimal decimal(BigDecimal number) {
    double value = number.doubleValue();
    return number.scale() <= 0 && Double.isFinite(value) ? BigDecimal.valueOf(value) : number;
  }

  private Number integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getBigIntegerValue();
    };
  }

  private void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidWriteException(
          JsonPlace.of(parser.getParsingContext().getParent()),
          "is deeper than " + Payload.MAX_DEPTH + " levels");
    }
  }

  private String place() {
    return JsonPlace.of(parser.getParsingContext());
  }

  private static NotJsonException notJson(JsonParser parser) {
    return JsonReading.notJson(parser.currentLocation());
  }
}
