package io.soma.memory.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Heads that two readers could understand differently, or that are larger or odder than any. */
final class HostileHeads {

  private static final String BODY = "{\"coord\":\"1,2,3\",\"payload\":{}}";
  private static final String TOKEN = "Authorization: Bearer " + GatewayRig.TOKEN;

  private HostileHeads() {}

  static Stream<HostileInput> all() {
    List<HostileInput> inputs = new ArrayList<>();
    doubled(inputs);
    lengths(inputs);
    codings(inputs);
    lineEnds(inputs);
    paths(inputs);
    hosts(inputs);
    tenants(inputs);
    tokens(inputs);
    ids(inputs);
    requestLines(inputs);
    return inputs.stream();
  }

  /** A POST of tenant alpha with further header lines, each ended. */
  static String post(String path, String headers, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + TOKEN
        + "\r\nX-Soma-Tenant: alpha\r\n"
        + headers
        + "Content-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  private static String head(String line, String... headers) {
    return line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static void doubled(List<HostileInput> inputs) {
    String[][] twice = {
      {"X-Soma-Tenant", "X-Soma-Tenant: alpha\r\n"},
      {"X-Soma-Tenant", "X-Soma-Tenant: beta\r\n"},
      {"X-Soma-Tenant", "x-soma-tenant: beta\r\n"},
      {"X-Soma-Tenant", "X-Soma-Tenant:\r\n"},
      {"X-Soma-Namespace", "X-Soma-Namespace: alpha\r\nX-Soma-Namespace: alpha\r\n"},
      {"X-Soma-Namespace", "X-Soma-Namespace: m:alpha\r\nX-SOMA-NAMESPACE: m:beta\r\n"},
      {"Authorization", TOKEN + "\r\n"},
      {"Authorization", "Authorization: Bearer other-token-of-somebody\r\n"},
      {"Authorization", "authorization: Basic eDp5\r\n"},
      {"X-Request-ID", "X-Request-ID: a\r\nX-Request-ID: a\r\n"},
      {"X-Request-ID", "X-Request-ID: a\r\nx-request-id: b\r\n"},
      {"X-Idempotency-Key", "X-Idempotency-Key: a\r\nX-Idempotency-Key: b\r\n"},
      {"X-Idempotency-Key", "X-Idempotency-Key: a\r\nx-idempotency-key: a\r\n"},
      {"Content-Type", "Content-Type: text/plain\r\nContent-Type: application/json\r\n"},
      {"Host", "Host: localhost\r\n"},
      {"Host", "Host: evil.example\r\n"},
      {"Content-Length", "Content-Length: " + BODY.length() + "\r\n"},
      {"Content-Length", "Content-Length: 5\r\n"},
      {"Content-Length", "content-length: 0\r\n"},
    };
    for (String[] each : twice) {
      inputs.add(
          new HostileInput(
              "twice: " + each[1].strip().replace(TOKEN, "Authorization"),
              post("/memories", each[1], BODY),
              400,
              each[0]));
    }
  }

  private static void lengths(List<HostileInput> inputs) {
    String[] lengths = {
      "-1",
      "+30",
      "0x1e",
      "30, 30",
      "30 30",
      "3O",
      "1e1",
      "\"30\"",
      "",
      "30;",
      "99999999999999999999"
    };
    for (String length : lengths) {
      inputs.add(contentLength(length, 400, "Bad Request"));
    }
    for (String length : List.of("16777217", "2147483648", "9223372036854775807")) {
      inputs.add(contentLength(length, 413, "over 2621440 bytes"));
    }
  }

  private static void codings(List<HostileInput> inputs) {
    String chunks = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    String[] codings = {
      "gzip, chunked",
      "gzip",
      "identity",
      "chunked;x=y",
      "identity, chunked",
      "deflate, chunked",
      "xchunked",
      "chunked, gzip",
      "chunked, chunked",
      "\"chunked\"",
    };
    for (String coding : codings) {
      inputs.add(coded("Transfer-Encoding: " + coding, chunks));
    }
    inputs.add(coded("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", chunks));
    inputs.add(coded("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", chunks));
    inputs.add(coded("Transfer-Encoding: chunked\r\nContent-Length: 5", chunks));
    inputs.add(coded("Content-Length: 5\r\nTransfer-Encoding: chunked", chunks));
    inputs.add(
        chunked("chunk ended by a line feed", Integer.toHexString(BODY.length()) + "\n" + BODY));
    inputs.add(chunked("chunk of no hexadecimal size", "zz\r\n" + BODY + "\r\n0\r\n\r\n"));
    inputs.add(chunked("chunk of a negative size", "-1\r\n" + BODY + "\r\n0\r\n\r\n"));
    inputs.add(chunked("chunk of a size over 64 bits", "fffffffffffffffff\r\n" + BODY));
    inputs.add(chunked("chunk without its end", "5\r\n" + BODY + "\r\n0\r\n\r\n"));
  }

  private static HostileInput coded(String header, String chunks) {
    return new HostileInput(header, uncoded(header) + chunks, 400, "Transfer-Encoding");
  }

  private static HostileInput chunked(String name, String chunks) {
    return new HostileInput(
        name, uncoded("Transfer-Encoding: chunked") + chunks, 400, "it did not arrive whole");
  }

  private static String uncoded(String header) {
    return head(
        "POST /memories HTTP/1.1", "Host: localhost", TOKEN, "X-Soma-Tenant: alpha", header);
  }

  private static void lineEnds(List<HostileInput> inputs) {
    String whole = post("/memories", "", BODY);
    inputs.add(new HostileInput("line feeds alone", whole.replace("\r\n", "\n"), 400, "detail"));
    inputs.add(
        new HostileInput(
            "a line feed behind the request line",
            whole.replaceFirst("\r\n", "\n"),
            400,
            "detail"));
    inputs.add(
        new HostileInput(
            "a line feed behind a header",
            whole.replace("alpha\r\n", "alpha\n"),
            400,
            "LF line terminator"));
    inputs.add(
        new HostileInput(
            "a line feed in the end of the head",
            whole.replace("\r\n\r\n", "\r\n\n"),
            400,
            "detail"));
    inputs.add(
        new HostileInput(
            "a carriage return alone", whole.replace("alpha\r\n", "alpha\r"), 400, "detail"));
    inputs.add(
        new HostileInput(
            "a folded header", whole.replace("alpha\r\n", "alpha\r\n beta\r\n"), 400, "Folding"));
    inputs.add(
        new HostileInput(
            "a blank before the colon",
            whole.replace("X-Soma-Tenant:", "X-Soma-Tenant :"),
            400,
            "detail"));
    inputs.add(
        new HostileInput(
            "a header without a colon",
            whole.replace("alpha\r\n", "alpha\r\nX\r\n"),
            400,
            "Bad Request"));
    inputs.add(
        new HostileInput(
            "a zero byte in a header", whole.replace("alpha", "al\0pha"), 400, "detail"));
    inputs.add(
        new HostileInput(
            "a zero byte in a name", whole.replace("X-Soma-T", "X-\0Soma-T"), 400, "detail"));
  }

  private static void paths(List<HostileInput> inputs) {
    for (String path : List.of("/memories;x=y", "/memories;", ";/memories", "/;a=b/memories")) {
      inputs.add(new HostileInput("path " + path, post(path, "", BODY), 400, "detail"));
    }
    String[] fetched = {
      "/memories/1,2;x=y", "/memories;jsessionid=1/1,2", "/memories/..;/memories/1,2"
    };
    for (String path : fetched) {
      inputs.add(get("path " + path, path, 400, "detail"));
    }
    String[] ambiguous = {
      "/memories/%2e%2e/admin", "/memories/1%2F2", "/memories/%00", "/memories/%zz",
      "/memories/%c0%ae", "/memories/%252e", "//memories/1", "/../memories/1"
    };
    for (String path : ambiguous) {
      inputs.add(get("path " + path, path, 400, "detail"));
    }
    inputs.add(get("a coordinate that is none", "/memories/NaN", 400, "detail"));
    inputs.add(get("a coordinate of infinity", "/memories/1e999", 400, "detail"));
    inputs.add(get("no route", "/admin/outbox", 404, "Not Found"));
  }

  private static HostileInput get(String name, String path, int status, String detail) {
    return new HostileInput(
        name,
        head("GET " + path + " HTTP/1.1", "Host: localhost", TOKEN, "X-Soma-Tenant: alpha"),
        status,
        detail);
  }

  private static void hosts(List<HostileInput> inputs) {
    String[] hosts = {
      "evil.example",
      "evil.example:10110",
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "10.0.0.1",
      "[2001:db8::1]",
      "0.0.0.0",
      "LOCALHOST2",
      "128.0.0.1"
    };
    for (String host : hosts) {
      inputs.add(
          new HostileInput(
              "Host: " + host,
              post("/memories", "", BODY).replace("Host: localhost", "Host: " + host),
              400,
              "Host: "));
    }
    inputs.add(
        new HostileInput(
            "no Host",
            post("/memories", "", BODY).replace("Host: localhost\r\n", ""),
            400,
            "No Host"));
    inputs.add(
        new HostileInput(
            "another host in the target",
            post("http://evil.example/memories", "", BODY),
            400,
            "detail"));
  }

  private static void tenants(List<HostileInput> inputs) {
    String[] tenants = {
      "",
      "..",
      "a b",
      "a/b",
      "a,b",
      "alpha, beta",
      "-a",
      ".a",
      "a:",
      "%61lpha",
      "alph\u00e4",
      "a\u007f",
      "a".repeat(65),
      "alpha;x",
      "alpha'--"
    };
    for (String tenant : tenants) {
      inputs.add(
          new HostileInput(
              "tenant " + tenant,
              post("/memories", "", BODY)
                  .replace("X-Soma-Tenant: alpha", "X-Soma-Tenant: " + tenant),
              400,
              "detail"));
    }
  }

  private static void tokens(List<HostileInput> inputs) {
    String[] authorizations = {
      "Bearer",
      "Bearer ",
      "Basic " + GatewayRig.TOKEN,
      GatewayRig.TOKEN,
      "Bearer " + GatewayRig.TOKEN + "x",
      "Bearer " + GatewayRig.TOKEN.substring(1),
      "Bearer x, Bearer " + GatewayRig.TOKEN,
      "Bearer \u00e4",
      "Bearer " + "x".repeat(8000)
    };
    for (String authorization : authorizations) {
      String name = authorization.length() > 60 ? "a long token" : authorization;
      inputs.add(
          new HostileInput(
              "Authorization: " + name,
              post("/memories", "", BODY).replace(TOKEN, "Authorization: " + authorization),
              401,
              "Unauthorized"));
    }
  }

  private static void ids(List<HostileInput> inputs) {
    for (String name : List.of("X-Request-ID", "X-Idempotency-Key")) {
      for (String value : List.of("a b", "\u00e4", "x".repeat(129), "a\tb")) {
        inputs.add(
            new HostileInput(
                name + " " + (value.length() > 9 ? "too long" : value),
                post("/memories", name + ": " + value + "\r\n", BODY),
                400,
                "detail"));
      }
    }
  }

  private static void requestLines(List<HostileInput> inputs) {
    String rest = "\r\nHost: localhost\r\n\r\n";
    inputs.add(new HostileInput("no HTTP", "\u0001\u0002 x\r\n\r\n", 400, "Bad Request"));
    inputs.add(new HostileInput("a TLS hello", "\u0016\u0003\u0001\0\u00a5\r\n", 400, "detail"));
    inputs.add(new HostileInput("HTTP/0.9", "GET /\r\n", 505, "detail"));
    inputs.add(new HostileInput("HTTP/3.0", "GET / HTTP/3.0" + rest, 505, "detail"));
    inputs.add(new HostileInput("TRACE", "TRACE /memories HTTP/1.1" + rest, 405, "not allowed"));
    inputs.add(new HostileInput("CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 400, ""));
    inputs.add(
        new HostileInput("OPTIONS", "OPTIONS /memories HTTP/1.1" + rest, 405, "not allowed"));
    inputs.add(
        new HostileInput(
            "a target of 20 000 characters", "GET /" + "x".repeat(20_000) + rest, 414, "detail"));
    inputs.add(
        new HostileInput(
            "a header of 20 000 characters",
            "GET /healthz HTTP/1.1\r\nX: " + "x".repeat(20_000) + rest,
            431,
            "detail"));
    inputs.add(
        new HostileInput(
            "5 000 headers",
            "GET /healthz HTTP/1.1\r\n" + "X: y\r\n".repeat(5_000) + rest,
            431,
            "detail"));
    inputs.add(
        new HostileInput(
            "an unknown expectation",
            post("/memories", "Expect: 200-maybe\r\n", BODY),
            417,
            "detail"));
  }

  private static HostileInput contentLength(String length, int status, String text) {
    return new HostileInput(
        "Content-Length: " + length,
        head(
            "POST /memories HTTP/1.1",
            "Host: localhost",
            TOKEN,
            "X-Soma-Tenant: alpha",
            "Content-Length: " + length),
        status,
        text);
  }
}
