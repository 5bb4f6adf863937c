package io.soma.memory.testkit.server.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A tenant that speaks to the service through a bare socket and sees every byte. */
final class RawClient implements AutoCloseable {
  private final ScriptableMemoryService service;
  private final Socket socket;

  RawClient(ScriptableMemoryService service) throws IOException {
    this.service = service;
    socket = new Socket();
    socket.connect(Listener.address(service.port()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
  }

  String storing(String tenant, String coord) {
    String body = ServiceClient.body(coord, "{\"text\":\"raw\"}");
    return "POST /memories HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + service.token()
        + "\r\nX-Soma-Tenant: "
        + tenant
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** Everything until the service closes. */
  String rest() throws IOException {
    return new String(in().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** One answer's head, with its blank line. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in().read();
      if (next < 0) {
        throw new EOFException("closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  String body(int length) throws IOException {
    return new String(in().readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
