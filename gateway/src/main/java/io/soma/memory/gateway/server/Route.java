package io.soma.memory.gateway.server;

/**
 * Which requests go to an endpoint.
 *
 * @param path exact, or with {@code *} for one last segment, such as {@code /memories/*}
 */
public record Route(String method, String path, Endpoint endpoint) {

  boolean isExactly(String requested) {
    return path.equals(requested);
  }

  boolean matches(String requested) {
    return isExactly(requested) || (hasVariable() && isBelow(requested));
  }

  /** What stands for the star. */
  String variableOf(String requested) {
    return hasVariable() ? requested.substring(prefix().length()) : "";
  }

  private boolean isBelow(String requested) {
    String prefix = prefix();
    return requested.startsWith(prefix)
        && requested.length() > prefix.length()
        && requested.indexOf('/', prefix.length()) < 0;
  }

  private boolean hasVariable() {
    return path.endsWith("/*");
  }

  private String prefix() {
    return path.substring(0, path.length() - 1);
  }
}
