package io.soma.memory.testkit.server.memory;

/**
 * A request on its way through the routes.
 *
 * @param tenant the owner of the data that it touches
 */
record Call(Request request, RequestedRoute route, String tenant, Arrival arrival) {
  Origin origin() {
    return Origin.of(request, tenant, arrival);
  }

  PydanticQuery query() {
    return new PydanticQuery(route.query());
  }
}
