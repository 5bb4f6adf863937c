package io.soma.memory.sandbox.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the part of EDN that histories use: maps, vectors, keywords, strings, numbers, nil. */
final class EdnReader {

  private final String text;
  private int at;

  private EdnReader(String text) {
    this.text = text;
  }

  /** A line that is one map with keywords for keys. */
  static Map<String, Object> map(String line) {
    EdnReader reader = new EdnReader(line);
    Object value = reader.value();
    reader.skip();
    if (reader.at != line.length() || !(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("not one map: " + line);
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, each) -> named.put((String) key, each));
    return named;
  }

  private Object value() {
    skip();
    char first = text.charAt(at);
    return switch (first) {
      case '{' -> mapValue();
      case '[' -> sequence(']');
      case '"' -> string();
      default -> word();
    };
  }

  private Map<Object, Object> mapValue() {
    List<Object> all = sequence('}');
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i += 2) {
      map.put(all.get(i), all.get(i + 1));
    }
    return map;
  }

  private List<Object> sequence(char end) {
    at++;
    List<Object> all = new ArrayList<>();
    skip();
    while (text.charAt(at) != end) {
      all.add(value());
      skip();
    }
    at++;
    return all;
  }

  private String string() {
    int end = text.indexOf('"', at + 1);
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  private Object word() {
    int begin = at;
    while (at < text.length() && " ,]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(begin, at);
    if (word.startsWith(":")) {
      return word.substring(1);
    }
    return word.equals("nil") ? word : Long.valueOf(word);
  }

  private void skip() {
    while (at < text.length() && " ,".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
