package io.soma.memory.postgres.row;

/** The text that PostgreSQL gives of {@code jsonb}, without its blanks. */
final class CompactJson {

  private CompactJson() {}

  /** The same JSON without blanks outside its strings. */
  static String of(String json) {
    StringBuilder out = new StringBuilder(json.length());
    int from = 0;
    while (from < json.length()) {
      int quote = json.indexOf('"', from);
      int end = quote < 0 ? json.length() : quote;
      appendWithoutBlanks(out, json, from, end);
      from = end;
      if (quote >= 0) {
        from = endOfString(json, quote + 1);
        out.append(json, quote, from);
      }
    }
    return out.toString();
  }

  private static void appendWithoutBlanks(StringBuilder out, String json, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = json.charAt(i);
      if (c != ' ') {
        out.append(c);
      }
    }
  }

  /** Behind the quote that ends the string. */
  private static int endOfString(String json, int from) {
    int quote = json.indexOf('"', from);
    while (isEscaped(json, quote)) {
      quote = json.indexOf('"', quote + 1);
    }
    return quote + 1;
  }

  // By an odd number of backslashes: of an even one, each pair is one of the text.
  private static boolean isEscaped(String json, int quote) {
    int before = quote;
    while (json.charAt(before - 1) == '\\') {
      before--;
    }
    return (quote - before) % 2 == 1;
  }
}
