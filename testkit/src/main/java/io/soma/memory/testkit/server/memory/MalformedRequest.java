package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.util.Locale;

/** A request that the service's web server refuses itself; the connection ends after it. */
final class MalformedRequest extends IOException {
  private static final String PAGE =
      """
      <html>
        <head>
          <title>%1$s</title>
        </head>
        <body>
          <h1><p>%1$s</p></h1>
          %2$s
        </body>
      </html>
      """;

  private final int status;

  private MalformedRequest(int status, String reason) {
    super(reason);
    this.status = status;
  }

  static MalformedRequest requestLine(String line) {
    return bad("Invalid Request Line 'Invalid HTTP request line: '" + line + "''");
  }

  static MalformedRequest method(String method) {
    return bad("Invalid Method 'Invalid HTTP method: '" + method + "''");
  }

  static MalformedRequest version(String version) {
    return bad("Invalid HTTP Version 'Invalid HTTP Version: " + version + "'");
  }

  static MalformedRequest header(String header) {
    return bad("Invalid HTTP Header: '" + header + "'");
  }

  static MalformedRequest longRequestLine(int length) {
    return bad("Request Line is too large (" + length + " > " + RequestLine.LONGEST_LINE + ")");
  }

  static MalformedRequest manyHeaders() {
    return new MalformedRequest(431, "Error parsing headers: 'limit request headers fields'");
  }

  static MalformedRequest longHeader() {
    return new MalformedRequest(431, "Error parsing headers: 'limit request headers fields size'");
  }

  private static MalformedRequest bad(String reason) {
    return new MalformedRequest(400, reason);
  }

  ScriptedAnswer answer() {
    String message =
        String.valueOf(getMessage())
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#x27;");
    return ScriptedAnswer.text(
            status, "text/html", String.format(Locale.ROOT, PAGE, Reason.of(status), message))
        .withHeader("Connection", "close");
  }
}
