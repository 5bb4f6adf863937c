package io.soma.memory.testkit.server.memory;

/** The Authorization header. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  static boolean matches(Request request, String token) {
    String header = request.headers().getOr("Authorization", "");
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && header.substring(SCHEME.length()).equals(token);
  }
}
