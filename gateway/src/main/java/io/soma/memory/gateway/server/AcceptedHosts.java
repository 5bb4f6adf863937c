package io.soma.memory.gateway.server;

import io.soma.memory.app.config.ListenAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names a request may call this server by. A listener on loopback without TLS takes loopback
 * names alone, the address that it is bound to, and the names that the configuration adds: a page
 * in a browser of this machine can make any other name point to loopback (DNS rebinding), and would
 * then speak to this server. Every other listener takes any name; TLS checks it by the certificate.
 */
final class AcceptedHosts {

  private final boolean checked;
  private final String bound;
  private final Set<String> more;

  AcceptedHosts(ListenAddress address, boolean tls, Set<String> more) {
    this.checked = address.isLoopback() && !tls;
    this.bound = address.host().toLowerCase(Locale.ROOT);
    this.more = more;
  }

  /**
   * Checks a Host header; a request of HTTP/1.0 may have none, and no browser sends such.
   *
   * @throws RefusedRequestException with 400
   */
  void check(@Nullable String header) {
    if (!checked || header == null) {
      return;
    }
    String name = nameOf(header).toLowerCase(Locale.ROOT);
    if (!isLoopback(name) && !name.equals(bound) && !more.contains(name)) {
      throw new RefusedRequestException(
          400,
          "Host: without TLS, only names of loopback and those in SOMABRAIN_GATEWAY_HOSTS are"
              + " taken");
    }
  }

  private static boolean isLoopback(String name) {
    return new ListenAddress(name, 0).isLoopback();
  }

  private static String nameOf(String header) {
    String text = header.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }
}
