package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP answer before it is bytes.
 *
 * @param contentType empty for none
 * @param extra further header lines, each with its CRLF; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
record ScriptedAnswer(int status, String contentType, String extra, byte[] body) {
  static final String JSON = "application/json; charset=utf-8";

  static ScriptedAnswer json(int status, JsonNode body) {
    return new ScriptedAnswer(status, JSON, "", PythonJsonWriter.bytes(body));
  }

  static ScriptedAnswer detail(int status, String detail) {
    return json(status, LosslessJson.object().put("detail", detail));
  }

  static ScriptedAnswer text(int status, String contentType, String body) {
    return new ScriptedAnswer(status, contentType, "", body.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer for every exception that the service did not foresee. */
  static ScriptedAnswer unexpected() {
    return detail(500, "An unexpected error occurred in FractalMemory");
  }

  ScriptedAnswer withHeader(String name, String value) {
    return new ScriptedAnswer(status, contentType, extra + name + ": " + value + "\r\n", body);
  }

  /** Head and body in one array, so that they leave in one write. */
  byte[] bytes(boolean withBody) {
    byte[] head = head(body.length);
    if (!withBody || bodiless()) {
      return head;
    }
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /** The head of an answer with a body that is sent separately. */
  byte[] head(long contentLength) {
    StringBuilder head = new StringBuilder(160);
    head.append("HTTP/1.1 ").append(status).append(' ').append(Reason.of(status)).append("\r\n");
    if (!contentType.isEmpty()) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
    }
    if (!bodiless()) {
      head.append("Content-Length: ").append(contentLength).append("\r\n");
    }
    return head.append(extra).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private boolean bodiless() {
    return status == 204 || status == 304;
  }
}
