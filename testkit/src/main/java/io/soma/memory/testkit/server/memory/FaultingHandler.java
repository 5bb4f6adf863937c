package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Logs a request, draws its fault, lets it have its effect and answers it. Thread safe. */
final class FaultingHandler implements Listener.Handler {
  private final RequestLog log;
  private final Traffic traffic;
  private final Faults faults;
  private final Router router;

  FaultingHandler(RequestLog log, Traffic traffic, Faults faults, Router router) {
    this.log = log;
    this.traffic = traffic;
    this.faults = faults;
    this.router = router;
  }

  @Override
  public boolean handle(Request request, Wire wire) throws IOException {
    Arrival arrival = Arrival.now(wire);
    RequestedRoute route = RequestedRoute.of(request);
    Operation operation = route.operation();
    TenantLoad load = traffic.of(request.tenant());
    String tenant = load.tenant();
    log.add(tenant, operation, request);
    Exchange exchange =
        new Exchange(
            request, operation, wire, load, () -> router.answer(request, route, tenant, arrival));
    exchange.enter();
    try {
      @Nullable Ticket ticket = faults.draw(tenant, operation);
      return ticket == null
          ? exchange.send(exchange.process())
          : FaultPlayer.play(ticket, exchange);
    } finally {
      exchange.leave();
    }
  }
}
