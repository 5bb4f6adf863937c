package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a JSON text; blanks before each are skipped. For one thread. */
final class PythonJsonTokens {
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9][0-9]*+))((?:\\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)");
  private static final String BLANKS = " \t\n\r";
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private final Matcher number;
  private int at;

  PythonJsonTokens(String text) {
    this.text = text;
    number = NUMBER.matcher(text);
  }

  /** The first character of the next token; 0 at the end. */
  char peek() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Takes the token if it is the next one. */
  boolean take(String token) {
    peek();
    boolean taken = text.startsWith(token, at);
    at += taken ? token.length() : 0;
    return taken;
  }

  void require(String token) throws IOException {
    if (!take(token)) {
      throw unexpected();
    }
  }

  void end() throws IOException {
    peek();
    if (at < text.length()) {
      throw unexpected();
    }
  }

  JsonNode number() throws IOException {
    if (!number.region(at, text.length()).lookingAt()) {
      throw unexpected();
    }
    at = number.end();
    return PythonNumbers.of(number.group(1), number.group(2));
  }

  String string() throws IOException {
    require("\"");
    StringBuilder string = new StringBuilder();
    int start = at;
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw unexpected();
      }
      if (c == '\\') {
        string.append(text, start, at - 1).append(escape());
        start = at;
      }
    }
    return string.append(text, start, at - 1).toString();
  }

  private char escape() throws IOException {
    char kind = next();
    if (kind != 'u') {
      int known = ESCAPES.indexOf(kind);
      if (known < 0) {
        throw unexpected();
      }
      return ESCAPED.charAt(known);
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      code = code << 4 | hexDigit(next());
    }
    return (char) code;
  }

  private int hexDigit(char c) throws IOException {
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw unexpected();
    }
    return digit;
  }

  private char next() throws IOException {
    if (at == text.length()) {
      throw unexpected();
    }
    return text.charAt(at++);
  }

  private IOException unexpected() {
    return new IOException("Expecting value or delimiter near char " + at);
  }
}
