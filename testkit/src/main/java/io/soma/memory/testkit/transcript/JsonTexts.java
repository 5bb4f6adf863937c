package io.soma.memory.testkit.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** JSON of transcripts, and when two texts of it mean the same. */
final class JsonTexts {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonTexts() {}

  /** Reads text that was written by a recorder. */
  static JsonNode read(String text) {
    return tree(text).orElseThrow(() -> new UncheckedIOException(new java.io.IOException(text)));
  }

  /** Empty if the text is not JSON. */
  static Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(tree -> !tree.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether two texts mean the same: whole numbers are equal as such and floats as doubles, the
   * order of fields and blanks aside. Text that is not JSON must be equal.
   */
  static boolean meanTheSame(String one, String other) {
    Optional<JsonNode> left = tree(one);
    Optional<JsonNode> right = tree(other);
    return left.isPresent() && right.isPresent()
        ? meanTheSame(left.get(), right.get())
        : one.equals(other);
  }

  private static boolean meanTheSame(JsonNode one, JsonNode other) {
    if (one.isIntegralNumber() && other.isIntegralNumber()) {
      return one.bigIntegerValue().equals(other.bigIntegerValue());
    }
    if (one.isFloatingPointNumber() && other.isFloatingPointNumber()) {
      return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
    }
    if (one.isContainerNode() && one.getNodeType() == other.getNodeType()) {
      return one.size() == other.size()
          && (one.isArray() ? elements(one, other) : fields(one, other));
    }
    return one.equals(other);
  }

  private static boolean elements(JsonNode one, JsonNode other) {
    for (int i = 0; i < one.size(); i++) {
      if (!meanTheSame(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fields(JsonNode one, JsonNode other) {
    for (Iterator<Map.Entry<String, JsonNode>> all = one.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      JsonNode there = other.get(field.getKey());
      if (there == null || !meanTheSame(field.getValue(), there)) {
        return false;
      }
    }
    return true;
  }
}
