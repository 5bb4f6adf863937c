package io.soma.memory.benchmarks.start;

import io.soma.memory.benchmarks.load.ChildAnswers;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The ruler: the least that a service of this kind can be, a connection to PostgreSQL and Jetty
 * with one route.
 */
public final class PlainServiceMain {

  private PlainServiceMain() {}

  /** Runs with the database and at the port of the arguments. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[1]));
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(200);
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
          }
        });
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      if (connection.isValid(1)) {
        server.start();
        ChildAnswers.ready(connector.getLocalPort());
      }
    } finally {
      server.stop();
    }
  }
}
