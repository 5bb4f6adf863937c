package io.soma.memory.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an administrator's script may send by mistake, and a stranger on purpose. */
final class HostileOrders {

  private static final String ADMIN = "Authorization: Bearer " + AdminRig.ADMIN_TOKEN;

  private HostileOrders() {}

  static Stream<HostileInput> all() {
    List<HostileInput> inputs = new ArrayList<>();
    for (String before :
        List.of("1e999999999", "1e300", "-1e300", "1e16", "1e309", "1".repeat(90))) {
      inputs.add(
          order("before " + before, "\"before_timestamp\":" + before, 400, "before_timestamp"));
    }
    for (String before : List.of("\"yesterday\"", "true", "[]", "\"\"")) {
      inputs.add(
          order("before " + before, "\"before_timestamp\":" + before, 422, "before_timestamp"));
    }
    for (String limit : List.of("0", "-1", "1001", "1.5", "1e3", "\"x\"", "1".repeat(30))) {
      inputs.add(order("limit " + limit, "\"limit\":" + limit, 422, "limit"));
    }
    inputs.add(order("a key twice", "\"limit\":1,\"limit\":2", 400, "the key is there twice"));
    inputs.add(order("U+0000", "\"topic_filter\":\"\\u0000\"", 400, "contains U+0000"));
    inputs.add(order("a status that is none", "\"status\":\"lost\"", 400, "status"));
    inputs.add(post("no JSON", "/admin/outbox/replay", "{", 400, "is not JSON"));
    inputs.add(post("no object", "/admin/outbox/replay", "[]", 422, "must be a JSON object"));
    inputs.add(
        post("ids that are none", "/admin/outbox/replay", "{\"event_ids\":[0]}", 422, "ids"));
    inputs.add(
        post(
            "an id of 2^63",
            "/admin/outbox/replay",
            "{\"event_ids\":[9223372036854775808]}",
            422,
            "ids"));
    inputs.add(post("no tenant", "/admin/outbox/replay/tenant", "{}", 422, "tenant_id"));
    inputs.add(
        post("an order of 300 KB", "/admin/outbox/discard", " ".repeat(300_000), 413, "over"));
    for (String query :
        List.of("limit=1e9", "limit=99999999999999999999", "offset=-1", "tenant=%00")) {
      inputs.add(get("query " + query, "/admin/outbox?" + query, 422, "detail"));
    }
    inputs.add(get("a query that is malformed", "/admin/outbox?limit=%zz", 400, "malformed"));
    inputs.add(get("an overlong query", "/admin/outbox?tenant=%c0%ae", 400, "malformed"));
    inputs.add(get("a path parameter", "/admin/outbox;x=y", 400, "path"));
    return inputs.stream();
  }

  private static HostileInput order(String name, String field, int status, String detail) {
    return post(
        name,
        "/admin/outbox/replay/tenant",
        "{\"tenant_id\":\"alpha\"," + field + "}",
        status,
        detail);
  }

  private static HostileInput post(
      String name, String path, String body, int status, String detail) {
    String request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, ADMIN, body.length(), body);
    return new HostileInput("order: " + name, request, status, detail);
  }

  private static HostileInput get(String name, String path, int status, String detail) {
    return new HostileInput(
        "order: " + name,
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + ADMIN + "\r\n\r\n",
        status,
        detail);
  }
}
