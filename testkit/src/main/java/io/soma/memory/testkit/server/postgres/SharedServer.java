package io.soma.memory.testkit.server.postgres;

import org.jspecify.annotations.Nullable;

/** One server for the whole JVM, so that each test class costs a database and not a server. */
final class SharedServer {

  private static @Nullable EmbeddedPostgresServer server;

  private SharedServer() {}

  static synchronized EmbeddedPostgresServer get() {
    EmbeddedPostgresServer running = server;
    if (running == null) {
      running = EmbeddedPostgresServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "postgres-shared-closer"));
      server = running;
    }
    return running;
  }
}
