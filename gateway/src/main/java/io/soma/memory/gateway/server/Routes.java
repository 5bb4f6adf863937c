package io.soma.memory.gateway.server;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;

/** The routes of one listener; exact paths go before those with a variable. */
public final class Routes {

  private final List<Route> routes;

  /** Where two match, the first one counts. */
  public Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  CompletionStage<Reply> answer(Request request, WaitingCaller caller, InetAddress peer) {
    String path = request.getHttpURI().getDecodedPath();
    String requested = path == null ? "" : path;
    List<Route> there = routes.stream().filter(route -> route.matches(requested)).toList();
    if (there.isEmpty()) {
      throw new RefusedRequestException(404, "Not Found");
    }
    for (Route route : there) {
      if (route.method().equals(request.getMethod())) {
        return route
            .endpoint()
            .answer(new HttpCall(request, route.variableOf(requested), caller, peer));
      }
    }
    String allowed = there.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
    throw new RefusedRequestException(
        Reply.error(405, "Method not allowed").with("Allow", allowed));
  }
}
