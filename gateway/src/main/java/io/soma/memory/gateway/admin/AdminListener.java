package io.soma.memory.gateway.admin;

import io.soma.memory.app.config.AdminSettings;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.console.ConsoleRoutes;
import io.soma.memory.gateway.openapi.OpenApiDocument;
import io.soma.memory.gateway.server.HttpListener;
import io.soma.memory.gateway.server.ListenerConfig;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.gateway.server.Routes;
import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * The administrators' listener, with threads of its own, as their questions wait for PostgreSQL.
 */
public final class AdminListener implements AutoCloseable {

  private static final int CONNECTIONS = 32;
  private static final int THREADS = 2;

  private final ExecutorService executor;
  private final HttpListener listener;

  private AdminListener(ExecutorService executor, HttpListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /**
   * Listens from now on.
   *
   * @param patience for requests under way when it closes
   * @throws io.soma.memory.gateway.server.ListenFailedException if the port is taken
   */
  public static AdminListener start(
      AdminSettings settings,
      RefusedGuesses guesses,
      OutboxRoutes outbox,
      EventRoutes events,
      TenantRoutes tenants,
      AuditLog audit,
      Duration patience,
      Supervisor supervisor) {
    ExecutorService executor = supervisor.pool("admin", THREADS);
    AdminDoor door = new AdminDoor(settings, guesses, executor);
    List<Route> routes = new ArrayList<>(outbox.behind(door));
    routes.addAll(events.behind(door));
    routes.addAll(tenants.behind(door));
    routes.add(audit.route(door));
    routes.add(door.session());
    routes.addAll(ConsoleRoutes.routes());
    routes.add(OpenApiDocument.ADMIN.route());
    ListenerConfig config =
        new ListenerConfig(
            "soma-admin",
            settings.address(),
            "SOMABRAIN_ADMIN_BIND",
            settings.tls(),
            Set.of(),
            CONNECTIONS,
            Duration.ofSeconds(60),
            patience);
    try {
      return new AdminListener(
          executor, HttpListener.start(config, new Routes(routes), supervisor));
    } catch (RuntimeException | Error e) {
      executor.shutdownNow();
      throw e;
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.port();
  }

  /** Method and path of each route. */
  public List<String> routes() {
    return listener.routes();
  }

  @Override
  public void close() {
    listener.close();
    executor.shutdownNow();
  }
}
