package io.soma.memory.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that costs almost nothing, so that only the server is measured; for one thread. */
public final class KeptConnection implements AutoCloseable {

  private static final String LENGTH = "content-length:";

  private final int port;
  private final byte[] request;

  /** Opened by the first call, as servers close a connection that is idle for long. */
  private @Nullable Open open;

  private record Open(Socket socket, InputStream in) {}

  /** A client that stores the same memory of 600 characters again and again. */
  public static KeptConnection storing(int port, String token, String tenant, String coordinate) {
    return new KeptConnection(
        port,
        token,
        tenant,
        "{\"coord\":\""
            + coordinate
            + "\",\"payload\":{\"text\":\""
            + "n".repeat(600)
            + "\",\"importance\":3,\"domains\":[\"bench\",\"http\"]}}");
  }

  private KeptConnection(int port, String token, String tenant, String body) {
    String head =
        "POST /memories HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\nX-Soma-Tenant: "
            + tenant
            + "\r\nX-Soma-Namespace: bench:"
            + tenant
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    this.port = port;
    this.request = (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private Open opened() throws IOException {
    Open known = open;
    if (known == null) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      known = new Open(socket, new BufferedInputStream(socket.getInputStream()));
      open = known;
    }
    return known;
  }

  /** One write; throws unless it is answered with 200. */
  public void call() {
    if (!isStored()) {
      throw new IllegalStateException("the write was queued");
    }
  }

  /** One write: whether it was stored, and not queued; throws if it was neither. */
  public boolean isStored() {
    try {
      Open connection = opened();
      InputStream in = connection.in();
      connection.socket().getOutputStream().write(request);
      String status = line(in);
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
          length = Integer.parseInt(header.substring(LENGTH.length()).strip());
        }
      }
      byte[] answer = in.readNBytes(length);
      boolean stored = status.startsWith("HTTP/1.1 200");
      if (!(stored || status.startsWith("HTTP/1.1 202")) || answer.length != length) {
        throw new IllegalStateException(status);
      }
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Open known = open;
    if (known == null) {
      return;
    }
    try {
      known.socket().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
