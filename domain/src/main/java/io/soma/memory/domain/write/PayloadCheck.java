package io.soma.memory.domain.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies one JSON tree to immutable values of few types, and refuses values that JSON or the memory
 * service would not keep.
 */
final class PayloadCheck {

  // How many bytes of UTF-8 a char can take at most, as in \u0001; a pair of surrogates takes four.
  private static final int MOST_BYTES_OF_A_CHAR = 6;

  // Of a number as checked, or of a literal; and of the marks around and behind any value.
  private static final int MOST_BYTES_OF_A_SCALAR = 128;

  private final String root;

  // A lower bound of the JSON's bytes is spent while copying, so that neither a giant tree nor one
  // that holds the same list over and over is copied whole before it is refused.
  private long room = Payload.MAX_BYTES;

  // An upper bound of the same: if it is within the limit, the text is not rendered for the check.
  private long most;

  private PayloadCheck(String root) {
    this.root = root;
  }

  static Map<String, Object> copy(Map<?, ?> tree, String root) {
    RequiredValue.check(tree, root);
    PayloadCheck check = new PayloadCheck(root);
    Map<String, Object> copy = check.object(tree, Place.root(root), 1);
    if (check.most > Payload.MAX_BYTES
        && JsonText.utf8Length(JsonText.render(copy)) > Payload.MAX_BYTES) {
      throw check.tooLarge();
    }
    return copy;
  }

  static InvalidWriteException noJson(Object value, Place place) {
    return place.refuse(
        "is a "
            + value.getClass().getName()
            + ", which JSON has no type for: write it as text, a number, a list or a map");
  }

  // JSON null stays null inside the copies, which is why they are not List.copyOf and Map.copyOf.
  private Map<String, Object> object(Map<?, ?> object, Place place, int depth) {
    checkDepth(place, depth);
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : object.entrySet()) {
      if (!(field.getKey() instanceof String key)) {
        throw place.refuse("has a key that is not text");
      }
      Place fieldPlace = place.field(key);
      text(key, fieldPlace, " (the key itself)");
      copy.put(key, value(field.getValue(), fieldPlace, depth));
    }
    return Collections.unmodifiableMap(copy);
  }

  private List<Object> list(List<?> list, Place place, int depth) {
    checkDepth(place, depth);
    List<Object> copy = new ArrayList<>();
    for (Object item : list) {
      copy.add(value(item, place.item(copy.size()), depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private @Nullable Object value(@Nullable Object value, Place place, int depth) {
    spend(1);
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return text(text, place, "");
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, place, depth + 1);
    }
    if (value instanceof List<?> list) {
      return list(list, place, depth + 1);
    }
    if (value instanceof Number number) {
      return PayloadNumber.copy(number, place);
    }
    throw noJson(value, place);
  }

  private String text(String text, Place place, String part) {
    spend(text.length());
    String problem = UnicodeText.problem(text);
    if (problem != null) {
      throw new InvalidWriteException(place + part, problem);
    }
    return text;
  }

  private void spend(int bytes) {
    room -= bytes;
    most += MOST_BYTES_OF_A_SCALAR + (long) MOST_BYTES_OF_A_CHAR * bytes;
    if (room < 0) {
      throw tooLarge();
    }
  }

  private InvalidWriteException tooLarge() {
    return new InvalidWriteException(root, "is over " + Payload.MAX_BYTES + " bytes of JSON");
  }

  private static void checkDepth(Place place, int depth) {
    if (depth > Payload.MAX_DEPTH) {
      throw place.refuse("is deeper than " + Payload.MAX_DEPTH + " levels");
    }
  }
}
