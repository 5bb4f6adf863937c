package io.soma.memory.domain.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text of a payload, read by a parser that is not ours. */
class PayloadJsonTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void theTextIsCompactAndKeepsTheOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of());
    tree.put("a", Map.of());
    tree.put("n", null);
    tree.put("t", true);
    tree.put("l", List.of(1, List.of(false), "x"));
    assertThat(Payload.of(tree).json())
        .isEqualTo("{\"z\":[],\"a\":{},\"n\":null,\"t\":true,\"l\":[1,[false],\"x\"]}");
  }

  @Test
  void escapesWhatJsonMustEscapeAndNothingElse() {
    assertThat(Payload.of(Map.of("k\"", "\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028\u2029é😀")).json())
        .isEqualTo(
            "{\"k\\\"\":\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\u007f\u2028\u2029é😀\"}");
  }

  @Test
  void anotherParserReadsBackEveryCharacter() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = 1; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("😀\uffff");
    String json = Payload.of(Map.of(all.toString(), all.toString())).json();
    assertThat(read(json)).isEqualTo(Map.of(all.toString(), all.toString()));
  }

  @Test
  void anotherParserReadsBackAnyTree() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> tree = object(random, 4);
      Payload payload = Payload.of(tree);
      assertThat(plain(read(payload.json()))).isEqualTo(plain(tree));
      assertThat(JsonText.utf8Length(payload.json()))
          .isEqualTo(payload.json().getBytes(UTF_8).length);
      assertThat(Payload.of(payload.tree())).isEqualTo(payload);
    }
  }

  private static Map<String, Object> read(String json) throws JsonProcessingException {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 4 -> new BigInteger(random.nextInt(330), random).negate();
      case 5 -> new BigDecimal(new BigInteger(200, random), random.nextInt(540) - 240);
      case 6 -> text(random);
      case 7 -> object(random, depth - 1);
      default -> list(random, depth - 1);
    };
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(random, depth));
    }
    return list;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : 0.0;
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 1, 0x1f700)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .map(c -> random.nextBoolean() ? c % 0x80 : c)
        .filter(c -> c != 0)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  // Compares numbers by value; type and scale do not matter.
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, field) -> copy.put(key, plain(field)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(plain(item)));
      return Collections.unmodifiableList(copy);
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
