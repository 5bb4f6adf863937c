package io.soma.memory.testkit.server.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a request, read as the service's gunicorn reads it.
 *
 * @param keepsAlive whether the version keeps connections unless told otherwise
 */
record RequestLine(String method, String target, boolean keepsAlive) {
  /** In characters, without the line's end. */
  static final int LONGEST_LINE = 4094;

  private static final Pattern METHOD = Pattern.compile("[A-Z0-9!$%&'*+.^_`|~-]{3,20}");
  private static final Pattern VERSION = Pattern.compile("HTTP/(\\d)\\.(\\d)");

  static RequestLine parse(String line) throws MalformedRequest {
    if (line.length() > LONGEST_LINE) {
      throw MalformedRequest.longRequestLine(line.length());
    }
    String[] parts = line.split(" ", 3);
    if (parts.length < 3) {
      throw MalformedRequest.requestLine(line);
    }
    if (!METHOD.matcher(parts[0]).matches()) {
      throw MalformedRequest.method(parts[0]);
    }
    return new RequestLine(parts[0], parts[1], keepsAlive(parts[2]));
  }

  private static boolean keepsAlive(String text) throws MalformedRequest {
    if (text.equals("HTTP/1.1")) {
      return true;
    }
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      throw MalformedRequest.version("'" + text + "'");
    }
    if (!"1".equals(version.group(1))) {
      throw MalformedRequest.version("(" + version.group(1) + ", " + version.group(2) + ")");
    }
    return false;
  }
}
