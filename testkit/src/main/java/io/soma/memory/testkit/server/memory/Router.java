package io.soma.memory.testkit.server.memory;

/** Answers requests as the memory service does, without any fault. Thread safe. */
final class Router {
  private final Settings settings;
  private final IdempotentAnswers answers = new IdempotentAnswers();
  private final MemoryAnswers memories;
  private final SearchRoute search;
  private final GraphRoutes graph;
  private final PathRoute path;
  private final SystemRoutes system;

  Router(Settings settings, MemoryStore store) {
    this.settings = settings;
    DatabaseAccess database = new DatabaseAccess(settings, store);
    memories = new MemoryAnswers(database);
    search = new SearchRoute(database);
    graph = new GraphRoutes(database);
    path = new PathRoute(database);
    system = new SystemRoutes(settings, store);
  }

  ScriptedAnswer answer(
      Request request, RequestedRoute route, String claimedTenant, Arrival arrival) {
    String tenant =
        settings.separatesTenants ? claimedTenant : ScriptableMemoryService.PINNED_TENANT;
    try {
      return routed(new Call(request, route, tenant, arrival));
    } catch (RefusedRequest refused) {
      return refused.answer();
    } catch (DatabaseAccess.Down down) {
      return ScriptedAnswer.unexpected();
    }
  }

  private ScriptedAnswer routed(Call call) {
    return switch (call.route().operation()) {
      case NONE -> Nowhere.answer(call.route());
      case HEALTH -> system.answer(call);
      case STORE, DELETE, LINK -> write(call);
      case FETCH, SEARCH, NEIGHBORS, PATH -> read(call);
    };
  }

  private ScriptedAnswer write(Call call) {
    checkBearer(call.request());
    return settings.honoursIdempotencyKeys
        ? answers.once(call.origin(), () -> written(call))
        : written(call);
  }

  private ScriptedAnswer written(Call call) {
    return switch (call.route().operation()) {
      case STORE -> memories.store(call);
      case DELETE -> memories.delete(call);
      case LINK -> graph.link(call);
      case FETCH, SEARCH, NEIGHBORS, PATH, HEALTH, NONE -> throw noCase(call);
    };
  }

  private ScriptedAnswer read(Call call) {
    checkBearer(call.request());
    return switch (call.route().operation()) {
      case FETCH -> memories.fetch(call);
      case SEARCH -> search.answer(call);
      case NEIGHBORS -> graph.neighbors(call);
      case PATH -> path.answer(call);
      case STORE, DELETE, LINK, HEALTH, NONE -> throw noCase(call);
    };
  }

  private static IllegalStateException noCase(Call call) {
    return new IllegalStateException("not routed here: " + call.route().operation());
  }

  private void checkBearer(Request request) {
    if (!Bearer.matches(request, settings.token)) {
      throw new RefusedRequest(ScriptedAnswer.detail(401, "Unauthorized"));
    }
  }
}
