package io.soma.memory.gateway.server;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The routes of one listener; exact paths hide those with a variable. */
public final class Routes {

  private final List<Route> routes;
  private final Map<String, List<Route>> byPath;
  private final RoutingErrors errors;

  /** Where two match, the first one counts. */
  public Routes(List<Route> routes) {
    this(routes, RoutingErrors.IN_JSON);
  }

  /** The same with other answers where there is no route. */
  public Routes(List<Route> routes, RoutingErrors errors) {
    this.routes = List.copyOf(routes);
    this.byPath = routes.stream().collect(Collectors.groupingBy(Route::path));
    this.errors = errors;
  }

  /** Method and path of each. */
  List<String> names() {
    return routes.stream().map(route -> route.method() + " " + route.path()).toList();
  }

  CompletionStage<Reply> answer(Request request, WaitingCaller caller, InetAddress peer) {
    String path = request.getHttpURI().getDecodedPath();
    String requested = path == null ? "" : path;
    List<Route> there = at(requested);
    if (there.isEmpty() || hasDotSegments(request.getHttpURI().getPath())) {
      throw new RefusedRequestException(errors.notFound());
    }
    for (Route route : there) {
      if (route.method().equals(request.getMethod())) {
        return route
            .endpoint()
            .answer(new HttpCall(request, route.variableOf(requested), caller, peer));
      }
    }
    String allowed = there.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
    throw new RefusedRequestException(errors.methodNotAllowed().with("Allow", allowed));
  }

  // A proxy in front of this server may have judged the path before such segments were folded.
  private static boolean hasDotSegments(@Nullable String path) {
    if (path == null || !(path.contains("/.") || path.contains("%"))) {
      return false;
    }
    String plain = path.replace("%2e", ".").replace("%2E", ".");
    return Arrays.stream(plain.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."));
  }

  private List<Route> at(String requested) {
    List<Route> exact = byPath.get(requested);
    return exact == null
        ? routes.stream().filter(route -> route.matches(requested)).toList()
        : exact;
  }
}
