package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/**
 * Finds values that PostgreSQL refuses: U+0000, lone surrogates, numbers that are no finite double.
 */
final class UnstorableValues {
  private UnstorableValues() {}

  static boolean in(JsonNode node) {
    if (node.isTextual()) {
      return in(node.textValue());
    }
    if (node.isFloatingPointNumber()) {
      return !Double.isFinite(node.doubleValue());
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (in(names.next())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (in(child)) {
        return true;
      }
    }
    return false;
  }

  static boolean in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return true;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
