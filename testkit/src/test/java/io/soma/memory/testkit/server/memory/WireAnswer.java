package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer as it came over the wire.
 *
 * @param headers by their names in small letters
 */
record WireAnswer(int status, Map<String, String> headers, String body) {
  private static final int TIMEOUT_MILLIS = 30_000;

  /** Sends a request over a connection of its own. */
  static WireAnswer to(RecordedRequest request, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(Listener.address(port));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.bytes());
      WireInput in = new WireInput(socket.getInputStream());
      WireAnswer head = head(in);
      if (head.status == 100) {
        head = head(in);
      }
      int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
      byte[] body = in.bytes(request.isHead() ? 0 : length);
      return new WireAnswer(head.status, head.headers, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static WireAnswer head(WireInput in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new WireAnswer(status, headers, "");
  }

  private static String line(WireInput in) throws IOException {
    String line = in.line();
    if (line == null) {
      throw new IOException("closed without an answer");
    }
    return line;
  }
}
