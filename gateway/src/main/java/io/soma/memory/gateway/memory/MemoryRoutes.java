package io.soma.memory.gateway.memory;

import io.soma.memory.app.config.GatewaySettings;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driving.MemoryClient;
import java.util.List;

/** The routes of the memory service that the gateway has. */
public final class MemoryRoutes {

  private final CallerReader callers;
  private final RefusedGuesses guesses;
  private final RequestAdmission admission;
  private final WriteActions writes;
  private final ReadActions reads;
  private final GraphActions graph;

  /**
   * Served by a client, to the bearers of tokens.
   *
   * @param heapForBodies bytes of the heap for all bodies in progress and their trees
   */
  public MemoryRoutes(
      MemoryClient client,
      Tokens tokens,
      RefusedGuesses guesses,
      NewTenants newTenants,
      GatewaySettings settings,
      long heapForBodies) {
    this.callers = new CallerReader(tokens, newTenants);
    this.guesses = guesses;
    this.admission =
        new RequestAdmission(
            AdmissionLimits.of(
                settings.tenantMaxInFlight(), settings.maxConnections(), heapForBodies));
    this.writes = new WriteActions(client);
    this.reads = new ReadActions(client);
    this.graph = new GraphActions(client);
  }

  /** All of them. */
  public List<Route> routes() {
    return List.of(
        route("POST", "/memories", writes::store),
        route("GET", "/memories/search", reads::searchByQuery),
        route("POST", "/memories/search", reads::search),
        route("GET", "/memories/*", reads::fetch),
        route("DELETE", "/memories/*", writes::delete),
        route("POST", "/graph/link", writes::link),
        route("GET", "/graph/neighbors", graph::neighbors),
        route("GET", "/graph/path", graph::path));
  }

  private Route route(String method, String path, TenantAction action) {
    return new Route(method, path, new TenantEndpoint(callers, guesses, admission, action));
  }
}
