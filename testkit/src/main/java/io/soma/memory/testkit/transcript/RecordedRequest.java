package io.soma.memory.testkit.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.StreamSupport;

/** A request of a transcript as the bytes that went over the wire. */
public final class RecordedRequest {
  private final JsonNode request;
  private final String token;

  /** With this token in the place of the recorded one. */
  public RecordedRequest(JsonNode request, String token) {
    this.request = request;
    this.token = token;
  }

  /** Whether its answer has no body. */
  public boolean isHead() {
    return request.path("method").asText().equals("HEAD");
  }

  /** All of it. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body());
    return bytes.toByteArray();
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append(request.path("method").asText()).append(' ').append(request.path("path").asText());
    head.append(' ').append(request.path("version").asText("HTTP/1.1")).append("\r\n");
    for (JsonNode header : request.path("headers")) {
      String value = header.get(1).asText().replace("TOKEN", token).replace("HOST:PORT", "memory");
      head.append(header.get(0).asText()).append(": ").append(value).append("\r\n");
    }
    if (!names("Host")) {
      head.append("Host: memory\r\nConnection: close\r\n");
    }
    if (hasBody() && !names("Content-Length") && !names("Transfer-Encoding")) {
      head.append("Content-Length: ").append(body().length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private boolean names(String header) {
    return StreamSupport.stream(request.path("headers").spliterator(), false)
        .anyMatch(line -> line.get(0).asText().equalsIgnoreCase(header));
  }

  private boolean hasBody() {
    return request.hasNonNull("body")
        || request.has("body_base64")
        || request.has("body_generated");
  }

  private byte[] body() {
    if (request.has("body_base64")) {
      return Base64.getDecoder().decode(request.path("body_base64").asText());
    }
    JsonNode generated = request.path("body_generated");
    if (generated.isObject()) {
      String repeated = generated.path("repeat").asText().repeat(generated.path("times").asInt());
      String body =
          generated.path("prefix").asText() + repeated + generated.path("suffix").asText();
      return body.getBytes(StandardCharsets.UTF_8);
    }
    return request.path("body").asText("").getBytes(StandardCharsets.UTF_8);
  }
}
