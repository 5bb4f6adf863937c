package io.soma.memory.testkit.server.memory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a request goes.
 *
 * @param argument the coordinate of the path, decoded, or which health route; empty for others
 * @param query the raw query string; empty for none
 * @param allowed for {@link Operation#NONE}, the methods of the URL; empty for an unknown one
 */
record Route(Operation operation, String argument, String query, String allowed) {
  private static final String MEMORY = "/memories/";

  static Route of(Request request) {
    String target = request.target();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    String method = request.method();
    return switch (path) {
      case "/memories" -> only("POST", Operation.STORE, method, "", query);
      case "/memories/search" -> only("POST", Operation.SEARCH, method, "", query);
      case "/graph/link" -> only("POST", Operation.LINK, method, "", query);
      case "/graph/neighbors" -> only("GET", Operation.NEIGHBORS, method, "", query);
      case "/graph/path" -> only("GET", Operation.PATH, method, "", query);
      case "/healthz", "/readyz", "/health/basic", "/health" ->
          only("GET", Operation.HEALTH, method, path, query);
      default -> memory(path, method, query);
    };
  }

  private static Route only(
      String allowed, Operation operation, String method, String argument, String query) {
    return method.equals(allowed)
        ? new Route(operation, argument, query, "")
        : new Route(Operation.NONE, "", query, allowed);
  }

  private static Route memory(String path, String method, String query) {
    boolean known = path.startsWith(MEMORY) && path.length() > MEMORY.length();
    if (!known || path.indexOf('/', MEMORY.length()) >= 0) {
      return new Route(Operation.NONE, "", query, "");
    }
    String coordinate = decoded(path.substring(MEMORY.length()));
    return switch (method) {
      case "GET" -> new Route(Operation.FETCH, coordinate, query, "");
      case "DELETE" -> new Route(Operation.DELETE, coordinate, query, "");
      default -> new Route(Operation.NONE, "", query, "GET, DELETE");
    };
  }

  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      // In a path a plus is a plus, as in 1e+16.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
