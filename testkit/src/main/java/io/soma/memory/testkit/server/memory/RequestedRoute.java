package io.soma.memory.testkit.server.memory;

import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param argument the coordinate of the path, decoded, or which system route; empty for others
 * @param query the raw query string; empty for none
 * @param allowed for {@link Operation#NONE}, the methods of the URL; empty for an unknown one
 */
record RequestedRoute(Operation operation, String argument, String query, String allowed) {
  private static final String MEMORY = "/memories/";
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]*");

  static RequestedRoute of(Request request) {
    String target = ABSOLUTE.matcher(request.target()).replaceFirst("");
    int mark = target.indexOf('?');
    String path = PercentCode.path(mark < 0 ? target : target.substring(0, mark));
    String query = mark < 0 ? "" : target.substring(mark + 1);
    String method = request.method();
    return switch (path) {
      case "/memories" -> only("POST", Operation.STORE, method, "", query);
      case "/memories/search" -> search(method, query);
      case "/graph/link" -> only("POST", Operation.LINK, method, "", query);
      case "/graph/neighbors" -> only("GET", Operation.NEIGHBORS, method, "", query);
      case "/graph/path" -> only("GET", Operation.PATH, method, "", query);
      default -> systemOrMemory(path, method, query);
    };
  }

  private static RequestedRoute systemOrMemory(String path, String method, String query) {
    return SystemRoutes.knows(path)
        ? only("GET", Operation.HEALTH, method, path, query)
        : memory(path, method, query);
  }

  private static RequestedRoute only(
      String allowed, Operation operation, String method, String argument, String query) {
    return method.equals(allowed)
        ? new RequestedRoute(operation, argument, query, "")
        : new RequestedRoute(Operation.NONE, "", query, allowed);
  }

  private static RequestedRoute search(String method, String query) {
    return method.equals("GET") || method.equals("POST")
        ? new RequestedRoute(Operation.SEARCH, "", query, "")
        : new RequestedRoute(Operation.NONE, "", query, "GET, POST");
  }

  private static RequestedRoute memory(String path, String method, String query) {
    boolean known = path.startsWith(MEMORY) && path.length() > MEMORY.length();
    if (!known || path.indexOf('/', MEMORY.length()) >= 0) {
      return new RequestedRoute(Operation.NONE, "", query, "");
    }
    String coordinate = path.substring(MEMORY.length());
    return switch (method) {
      case "GET" -> new RequestedRoute(Operation.FETCH, coordinate, query, "");
      case "DELETE" -> new RequestedRoute(Operation.DELETE, coordinate, query, "");
      default -> new RequestedRoute(Operation.NONE, "", query, "GET, DELETE");
    };
  }
}
