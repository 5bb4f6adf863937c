package io.soma.memory.gateway.console;

import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The console's three files, for everybody: there is nothing in them but what is in the jar. What
 * they show comes from the admin API, with the token that the operator types. It travels in a
 * header and never in a cookie, so that no other page can use it.
 */
public final class ConsoleRoutes {

  /** Nothing from elsewhere, and nothing within another page. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");

  private ConsoleRoutes() {}

  /** Below {@code /console}. */
  public static List<Route> routes() {
    return List.of(
        route("/console/", "console.html", "text/html; charset=utf-8"),
        route("/console/console.js", "console.js", "text/javascript; charset=utf-8"),
        route("/console/console.css", "console.css", "text/css; charset=utf-8"),
        redirect());
  }

  private static Route route(String path, String file, String type) {
    Reply reply = new Reply(200, type, read(file), HEADERS);
    return new Route("GET", path, call -> CompletableFuture.completedFuture(reply));
  }

  // The page names its files relatively.
  private static Route redirect() {
    Reply reply = Reply.text(308, "text/plain; charset=utf-8", "").with("Location", "/console/");
    return new Route("GET", "/console", call -> CompletableFuture.completedFuture(reply));
  }

  private static byte[] read(String file) {
    try (InputStream in = ConsoleRoutes.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
