package io.soma.memory.app.usecase.check;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Whether our token and the payloads are readable on their way to the memory service. */
public final class EndpointRoad {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private EndpointRoad() {}

  /** A warning, or nothing. */
  public static List<Finding> look(URI endpoint) {
    boolean encrypted = "https".equalsIgnoreCase(endpoint.getScheme());
    String host = String.valueOf(endpoint.getHost());
    if (encrypted || LOOPBACK.matcher(host).matches()) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            "endpoint",
            "the token and payloads travel to " + host + " in plain text",
            "use https in SOMABRAIN_MEMORY_HTTP_ENDPOINT, or a network that encrypts"));
  }
}
