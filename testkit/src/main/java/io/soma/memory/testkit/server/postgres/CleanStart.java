package io.soma.memory.testkit.server.postgres;

/** Starts a server that its caller cannot close yet, so that nothing is left if that fails. */
final class CleanStart {

  private CleanStart() {}

  static EmbeddedPostgresServer of(EmbeddedPostgresServer server) {
    Thread closer = new Thread(server::close, "postgres-start-closer");
    Runtime.getRuntime().addShutdownHook(closer);
    boolean started = false;
    try {
      server.launch();
      started = true;
      return server;
    } finally {
      if (!started) {
        server.close();
      }
      remove(closer);
    }
  }

  // A started server belongs to the caller, which may need it until late in a shutdown.
  private static void remove(Thread closer) {
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException e) {
      // The JVM shuts down, and the hook closes the server.
    }
  }
}
