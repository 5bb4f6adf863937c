package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Actions of a malicious or broken caller. */
enum Abuse {
  GUESSED_TOKENS {
    @Override
    void once(Target target) throws IOException {
      exchange(target.gateway(), read("/memories/1,2,3", UUID.randomUUID().toString()));
    }
  },
  /** A connection that sends a byte and then nothing. */
  HELD_CONNECTIONS {
    @Override
    void once(Target target) throws IOException {
      begin(target.gateway(), "G");
    }
  },
  CLAIMED_LENGTHS {
    @Override
    void once(Target target) throws IOException {
      begin(target.gateway(), head("POST /memories", target.token(), 1_000_000));
    }
  },
  /** Few bytes that would become many as a tree. */
  EMPTY_NAMES {
    @Override
    void once(Target target) throws IOException {
      String value = "{\"\":{\"\":{\"\":{\"\":[]}}}},".repeat(30_000) + "{}";
      post(target, "{\"key\":\"deep\",\"payload\":{\"\":[" + value + "]}}");
    }
  },
  LARGE_WRITES {
    @Override
    void once(Target target) throws IOException {
      post(target, "{\"key\":\"large\",\"payload\":{\"text\":\"" + "x".repeat(900_000) + "\"}}");
    }
  },
  /** A caller that is gone before its write is answered. */
  LEFT_WRITES {
    @Override
    void once(Target target) throws IOException {
      String body = "{\"key\":\"left\",\"payload\":{}}";
      begin(target.gateway(), head("POST /memories", target.token(), body.length()) + body);
    }
  },
  BROKEN_REQUESTS {
    @Override
    void once(Target target) throws IOException {
      exchange(target.gateway(), "GET /memories/1,2,3;x=y HTTP/1.1\nHost: \u0001\n\n");
    }
  },
  INVENTED_TENANTS {
    @Override
    void once(Target target) throws IOException {
      exchange(
          target.gateway(),
          read("/memories/1,2,3", target.token()).replace("abuser", "t" + UUID.randomUUID()));
    }
  },
  LARGE_LISTS {
    @Override
    void once(Target target) throws IOException {
      exchange(target.admin(), read("/admin/outbox?status=all&limit=500", target.token()));
    }
  },
  /** A list that its caller asks for and does not take. */
  UNREAD_LISTS {
    @Override
    void once(Target target) throws IOException {
      begin(target.admin(), read("/admin/outbox?status=all&limit=500", target.token()));
    }
  },
  SCRAPES {
    @Override
    void once(Target target) throws IOException {
      exchange(target.ops(), read("/metrics", target.token()));
    }
  };

  private static final int TIMEOUT_MILLIS = 15_000;
  private static final long HOLD_MILLIS = 1_000;

  /** One service, and a token for all tenants of its gateway and its admin API. */
  record Target(int gateway, int admin, int ops, String token) {}

  /** Does it once; the gateway is expected to refuse it. */
  abstract void once(Target target) throws IOException;

  /** As a person reads it. */
  String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String read(String path, String token) {
    return "GET " + path + " HTTP/1.1\r\n" + fields(token) + "\r\n";
  }

  private static String head(String line, String token, int length) {
    return line + " HTTP/1.1\r\n" + fields(token) + "Content-Length: " + length + "\r\n\r\n";
  }

  private static String fields(String token) {
    return "Host: 127.0.0.1\r\nConnection: close\r\nX-Soma-Tenant: abuser\r\nAuthorization: Bearer "
        + token
        + "\r\n";
  }

  private static void post(Target target, String body) throws IOException {
    exchange(target.gateway(), head("POST /memories", target.token(), body.length()) + body);
  }

  /** Sends, and takes the answer to its end. */
  private static void exchange(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream answer = socket.getInputStream();
      byte[] part = new byte[64 << 10];
      while (answer.read(part) >= 0) {
        // Only its end is waited for.
      }
    }
  }

  /** Sends, keeps the connection for a second without a look at it, and drops it. */
  private static void begin(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      Thread.sleep(HOLD_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    return socket;
  }
}
