package io.soma.memory.testkit.server.memory;

/** The two answers that are not JSON: an unknown URL, and a method that a URL does not have. */
final class Nowhere {
  static final String PAGE =
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
      """;

  private Nowhere() {}

  static Answer answer(Route route) {
    return route.allowed().isEmpty()
        ? Answer.text(404, "text/html; charset=utf-8", PAGE)
        : Answer.text(405, "text/plain; charset=utf-8", "Method not allowed")
            .withHeader("Allow", route.allowed());
  }
}
