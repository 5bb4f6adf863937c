package io.soma.memory.testkit.server.memory;

/**
 * The identity of a memory: its floats in Python's repr, so "1,2,3" and "1.0,2.0,3.0" are one.
 *
 * @param key the floats joined by commas
 */
record CoordinateKey(String key) {
  /** The service's key column is this wide, in characters. */
  static final int MAX_KEY = 512;

  /** Reads a caller's text; blank parts are skipped, as the service does. */
  static CoordinateKey parse(String text) {
    StringBuilder key = new StringBuilder(text.length() + 8);
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      append(key, text.substring(start, end), text);
      start = end + 1;
    }
    if (key.length() == 0) {
      throw new RefusedRequest(ScriptedAnswer.detail(400, "Coordinate cannot be empty"));
    }
    return new CoordinateKey(key.toString());
  }

  private static void append(StringBuilder key, String part, String whole) {
    if (PythonText.strip(part).isEmpty()) {
      return;
    }
    if (key.length() > 0) {
      key.append(',');
    }
    try {
      key.append(PythonFloatText.repr(PythonFloatText.parse(part)));
    } catch (NumberFormatException e) {
      throw new RefusedRequest(ScriptedAnswer.detail(400, "Invalid coordinate format: " + whole));
    }
  }

  /** Whether its key fits the service's column. */
  boolean fits() {
    return key.length() <= MAX_KEY;
  }

  /** How many floats it has. */
  int count() {
    return 1 + (int) key.chars().filter(c -> c == ',').count();
  }

  /** The floats as the service writes them into its JSON, which then need not be JSON. */
  String json() {
    String floats = key.replace(",", ", ");
    return "[" + floats.replace("nan", "NaN").replace("inf", "Infinity") + "]";
  }
}
