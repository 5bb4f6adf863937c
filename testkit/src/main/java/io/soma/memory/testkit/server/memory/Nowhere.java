package io.soma.memory.testkit.server.memory;

/** The answers of the service's web framework, which are not JSON. */
final class Nowhere {
  private static final String HTML = "text/html; charset=utf-8";

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

  private static final String BROKEN_PAGE =
      """

      <!doctype html>
      <html lang="en">
      <head>
        <title>Server Error (500)</title>
      </head>
      <body>
        <h1>Server Error (500)</h1><p></p>
      </body>
      </html>
      """;

  private Nowhere() {}

  /** For an unknown URL, and for a method that a URL does not have. */
  static ScriptedAnswer answer(RequestedRoute route) {
    return route.allowed().isEmpty()
        ? ScriptedAnswer.text(404, HTML, PAGE)
        : ScriptedAnswer.text(405, HTML, "Method not allowed").withHeader("Allow", route.allowed());
  }

  /** For a page that the service fails to make. */
  static ScriptedAnswer brokenPage() {
    return ScriptedAnswer.text(500, HTML, BROKEN_PAGE);
  }
}
