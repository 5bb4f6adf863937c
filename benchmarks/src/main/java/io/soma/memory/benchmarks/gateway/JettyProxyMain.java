package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ChildAnswers;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The peer: Jetty's own reverse proxy with its defaults. It forwards, and knows nothing of tenants,
 * limits or an outage.
 */
public final class JettyProxyMain {

  private JettyProxyMain() {}

  /** Runs in front of the memory service at the URL that is the first argument. */
  public static void main(String[] arguments) throws Exception {
    String target = arguments[0];
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new ProxyHandler.Reverse(
            request -> HttpURI.from(target + request.getHttpURI().getPathQuery())));
    server.start();
    try {
      ChildAnswers.ready(connector.getLocalPort());
    } finally {
      server.stop();
    }
  }
}
