package io.soma.memory.http;

import java.net.URI;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Where the memory service is, and how much may go on there at once.
 *
 * @param endpoint its address, normalised: http or https, with neither a trailing slash nor a
 *     trailing {@code /openapi.json}
 * @param token the value of the Authorization header; visible ASCII, never printed
 * @param maxConnections how many idle connections are kept open; at least 1, {@value
 *     #DEFAULT_MAX_CONNECTIONS} by default
 * @param maxInFlight how many calls all tenants together may have under way; at least 1, {@value
 *     #DEFAULT_MAX_IN_FLIGHT} by default
 * @param client the host program's client; its proxy, certificates, DNS and interceptors are used
 *     here too. Null for a client of our own
 */
public record HttpConfig(
    URI endpoint,
    String token,
    int maxConnections,
    int maxInFlight,
    @Nullable OkHttpClient client) {

  /** As many idle connections as are kept unless told otherwise. */
  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  /** As many calls at once as are expected unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 1024;

  /**
   * Checks and normalises.
   *
   * @throws IllegalArgumentException naming the problem and the allowed values, without the token
   */
  public HttpConfig {
    checkGiven("endpoint", endpoint);
    checkGiven("token", token);
    endpoint = ServiceUrl.parse(endpoint);
    checkToken(token);
    checkPositive("maxConnections", maxConnections);
    checkPositive("maxInFlight", maxInFlight);
  }

  /**
   * The defaults for an address as people write it: blanks around it are dropped, {@code http://}
   * is put before it where it names no scheme, a trailing {@code /} or {@code /openapi.json} is
   * cut.
   *
   * @throws IllegalArgumentException naming the problem and the allowed values, without the token
   */
  public static HttpConfig of(String endpoint, String token) {
    checkGiven("endpoint", endpoint);
    return new HttpConfig(
        ServiceUrl.parse(endpoint), token, DEFAULT_MAX_CONNECTIONS, DEFAULT_MAX_IN_FLIGHT, null);
  }

  /**
   * The defaults for an address that a program names.
   *
   * @throws IllegalArgumentException if it names neither a scheme nor a port, besides the reasons
   *     of {@link #of(String, String)}
   */
  public static HttpConfig of(URI endpoint, String token) {
    return new HttpConfig(endpoint, token, DEFAULT_MAX_CONNECTIONS, DEFAULT_MAX_IN_FLIGHT, null);
  }

  /**
   * Whether an address as people write it names neither a scheme nor a port, so that {@link
   * #of(String, String)} takes {@code memory} for {@code http://memory}, on port 80.
   */
  public static boolean isBare(String endpoint) {
    return ServiceUrl.isBare(endpoint);
  }

  /** The same with so many idle connections kept. */
  public HttpConfig withMaxConnections(int connections) {
    return new HttpConfig(endpoint, token, connections, maxInFlight, client);
  }

  /**
   * The same, built upon a client of the host program. Its proxy, TLS, name service, interceptors
   * and event listener are kept; connections, threads, timeouts, redirects and retries are our own,
   * as acknowledgements rest on them. Its name service is asked by a thread of ours, once for all
   * calls that wait for one name, and the last known addresses are used for 10 minutes while it
   * hangs or fails. An interceptor must send a request once. The client is never closed.
   */
  public HttpConfig withClient(OkHttpClient newClient) {
    checkGiven("client", newClient);
    return new HttpConfig(endpoint, token, maxConnections, maxInFlight, newClient);
  }

  // OkHttp refuses an illegal header only at the call, with a message that prints the header.
  private static void checkToken(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the memory service's token is blank");
    }
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) <= 0x20 || token.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException(
            "the memory service's token has a character at position "
                + (i + 1)
                + " of "
                + token.length()
                + " that is not visible ASCII; a line break at its end is a common mistake");
      }
    }
  }

  private static void checkGiven(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("the memory service's " + name + " is not set");
    }
  }

  private static void checkPositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
  }

  /** Masks the token. */
  @Override
  public String toString() {
    return "HttpConfig[endpoint="
        + endpoint
        + ", token=***, maxConnections="
        + maxConnections
        + ", maxInFlight="
        + maxInFlight
        + "]";
  }
}
