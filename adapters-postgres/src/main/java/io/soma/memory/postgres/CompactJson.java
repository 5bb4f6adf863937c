package io.soma.memory.postgres;

/** The text that PostgreSQL gives of {@code jsonb}, without its blanks. */
final class CompactJson {

  private CompactJson() {}

  /** The same JSON without blanks outside its strings. */
  static String of(String json) {
    StringBuilder out = new StringBuilder(json.length());
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        inString = !inString;
      } else if (c == '\\') {
        // The escaped character may be a quote, which ends nothing.
        out.append(c);
        c = json.charAt(++i);
      } else if (c == ' ' && !inString) {
        continue;
      }
      out.append(c);
    }
    return out.toString();
  }
}
