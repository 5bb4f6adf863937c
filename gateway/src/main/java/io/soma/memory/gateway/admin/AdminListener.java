package io.soma.memory.gateway.admin;

import io.soma.memory.app.config.AdminSettings;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.console.ConsoleRoutes;
import io.soma.memory.gateway.openapi.OpenApiDocument;
import io.soma.memory.gateway.server.HttpListener;
import io.soma.memory.gateway.server.ListenerConfig;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.gateway.server.Routes;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.BackgroundLoop;
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

  private static final Duration LIVE_TURN = Duration.ofMillis(250);

  private final ExecutorService executor;
  private final LiveFeed live;
  private final HttpListener listener;
  private final BackgroundLoop turns;

  private AdminListener(
      ExecutorService executor, LiveFeed live, HttpListener listener, Supervisor supervisor) {
    this.executor = executor;
    this.live = live;
    this.listener = listener;
    this.turns = supervisor.repeat("look for the console", LIVE_TURN, live::turn);
    listener.everySecond("keep live streams open", live::beat);
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
    LiveFeed live = new LiveFeed(parts(outbox, tenants, audit), MonotonicClock.SYSTEM);
    AdminDoor door = new AdminDoor(settings, guesses, executor, live::lookSoon);
    List<Route> routes = new ArrayList<>(outbox.behind(door));
    routes.addAll(events.behind(door));
    routes.addAll(tenants.behind(door));
    routes.add(audit.route(door));
    routes.add(door.session());
    routes.add(live.route(door));
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
    HttpListener listener = null;
    try {
      listener = HttpListener.start(config, new Routes(routes), supervisor);
      return new AdminListener(executor, live, listener, supervisor);
    } catch (RuntimeException | Error e) {
      if (listener != null) {
        listener.close();
      }
      executor.shutdownNow();
      throw e;
    }
  }

  // What needs no database first.
  private static List<LivePart> parts(OutboxRoutes outbox, TenantRoutes tenants, AuditLog audit) {
    List<LivePart> parts =
        new ArrayList<>(List.of(audit.live(), tenants.liveHealth(), tenants.live()));
    parts.addAll(outbox.live());
    return parts;
  }

  /** Where it listens. */
  public int port() {
    return listener.port();
  }

  /** Method and path of each route. */
  public List<String> routes() {
    return listener.routes();
  }

  /** Ends live streams at once, and lets other requests under way be answered. */
  @Override
  public void close() {
    live.close();
    turns.endAfterTurn();
    listener.close();
    executor.shutdownNow();
  }
}
