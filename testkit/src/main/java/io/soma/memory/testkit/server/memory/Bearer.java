package io.soma.memory.testkit.server.memory;

/** The Authorization header; several of them are one, joined by commas, and so never right. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** On the API's routes; the scheme may be in any case. */
  static boolean matches(Request request, String token) {
    String header = header(request);
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && header.substring(SCHEME.length()).equals(token);
  }

  /** On the health routes, which read the header themselves: other texts, and no other case. */
  static void checkExactly(Request request, String token) {
    String header = header(request);
    if (!header.startsWith(SCHEME)) {
      throw new RefusedRequest(ScriptedAnswer.detail(401, "Missing Authorization header"));
    }
    String given = header.substring(SCHEME.length());
    if (given.chars().anyMatch(c -> c > 127)) {
      // The service's comparison takes ASCII only, and fails.
      throw new RefusedRequest(ScriptedAnswer.unexpected());
    }
    if (!given.equals(token)) {
      throw new RefusedRequest(ScriptedAnswer.detail(401, "Invalid API token"));
    }
  }

  private static String header(Request request) {
    return request.headers().joined("Authorization");
  }
}
