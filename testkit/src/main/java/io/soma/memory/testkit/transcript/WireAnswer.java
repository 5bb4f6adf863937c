package io.soma.memory.testkit.transcript;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
public record WireAnswer(int status, Map<String, String> headers, String body) {
  private static final int TIMEOUT_MILLIS = 60_000;

  public WireAnswer {
    headers = Map.copyOf(headers);
  }

  /** Sends a request over a connection of its own to a port of this machine. */
  public static WireAnswer to(RecordedRequest request, int port) throws IOException {
    try (Socket socket = new Socket()) {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.bytes());
      InputStream in = new BufferedInputStream(socket.getInputStream());
      WireAnswer head = head(in);
      if (head.status == 100) {
        head = head(in);
      }
      int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
      byte[] body = in.readNBytes(request.isHead() ? 0 : length);
      return new WireAnswer(head.status, head.headers, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static WireAnswer head(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new WireAnswer(status, headers, "");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed without an answer");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }
}
