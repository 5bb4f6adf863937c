package io.soma.memory.gateway.server;

/**
 * The answers where there is no route.
 *
 * @param notFound for an unknown path
 * @param methodNotAllowed for a known path with another method
 */
public record RoutingErrors(Reply notFound, Reply methodNotAllowed) {

  /** In the shape of all other errors. */
  public static final RoutingErrors IN_JSON =
      new RoutingErrors(Reply.error(404, "Not Found"), Reply.error(405, "Method not allowed"));

  private static final String HTML = "text/html; charset=utf-8";

  /** Byte for byte as the memory service, so that no client can tell. */
  public static final RoutingErrors AS_THE_SERVICE =
      new RoutingErrors(
          Reply.text(
              404,
              HTML,
              """

              <!doctype html>
              <html lang="en">
              <head>
                <title>Not Found</title>
              </head>
              <body>
                <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
              </body>
              </html>
              """),
          Reply.text(405, HTML, "Method not allowed"));
}
