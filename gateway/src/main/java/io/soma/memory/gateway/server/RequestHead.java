package io.soma.memory.gateway.server;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Refuses heads that two readers could understand differently, so that nothing in front of this
 * server and this server itself can take one request for two, or one tenant for another.
 */
final class RequestHead {

  private static final List<String> ONCE =
      List.of(
          "Authorization",
          "X-Soma-Tenant",
          "X-Soma-Namespace",
          "X-Request-ID",
          "X-Idempotency-Key",
          "Content-Length",
          "Content-Type",
          "Transfer-Encoding",
          "Host");

  private RequestHead() {}

  /**
   * Checks the head of a request.
   *
   * @throws RefusedRequestException with 400 that names the header
   */
  static void check(Request request, AcceptedHosts hosts) {
    HttpFields headers = request.getHeaders();
    for (String name : ONCE) {
      if (isThereTwice(headers, name)) {
        throw refused(name + ": is there twice, and one of the two would be ignored");
      }
    }
    String coding = headers.get(HttpHeader.TRANSFER_ENCODING);
    if (coding != null && !coding.equals("chunked")) {
      throw refused("Transfer-Encoding: only chunked is taken");
    }
    // In no path of this server is there a semicolon; a reader that cuts it off sees another path.
    if (request.getHttpURI().getPath() != null && request.getHttpURI().getPath().contains(";")) {
      throw refused("the path: parameters (;name=value) are not taken");
    }
    hosts.check(headers.get(HttpHeader.HOST));
  }

  private static boolean isThereTwice(HttpFields headers, String name) {
    boolean found = false;
    for (HttpField field : headers) {
      if (field.is(name)) {
        if (found) {
          return true;
        }
        found = true;
      }
    }
    return false;
  }

  private static RefusedRequestException refused(String detail) {
    return new RefusedRequestException(400, detail);
  }
}
