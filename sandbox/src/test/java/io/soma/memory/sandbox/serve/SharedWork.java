package io.soma.memory.sandbox.serve;

import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.Operation;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.time.Duration;

/** How two services on one broker share the {@link Callers}' tenants. */
final class SharedWork {

  /** The effect is there, and no answer within any call. */
  private static final Fault NO_ANSWER = new Fault.Drip(1, Duration.ofMinutes(1));

  private static final String SENT = "memory_outbox_events_total{status=\"sent\",tenant=\"%s\"}";
  private static final String APPLIED = "memory_replay_total{outcome=\"applied\",tenant=\"%s\"}";

  private final TwoServices services;

  SharedWork(TwoServices services) {
    this.services = services;
  }

  /** Looks until each of the two carries and replays. */
  void awaitShared() throws Exception {
    for (ServeProcess service : new ServeProcess[] {services.first, services.second}) {
      TwoServices.await("it carries", () -> tenants(service, SENT) > 0);
      TwoServices.await("it replays", () -> replayedBy(service) > 0);
    }
  }

  /** Of how many tenants a service has replayed something. */
  long replayedBy(ServeProcess service) throws Exception {
    return tenants(service, APPLIED);
  }

  /** The first of each tenant after an outage, so that it is known which. */
  void leaveOneUnansweredOfEach() throws Exception {
    ScriptableMemoryService memory = services.memory;
    memory.goDown();
    for (String tenant : Callers.TENANTS) {
      // Else a call of before could be taken for it.
      TwoServices.await(
          "its calls are kept away",
          () ->
              services.isOpen(services.first, tenant) || services.isOpen(services.second, tenant));
      TwoServices.await("none is under way", () -> memory.running(tenant) == 0);
      memory.faults().forTenant(tenant).on(Operation.STORE).next(1, NO_ANSWER);
    }
    memory.comeBack();
    for (String tenant : Callers.TENANTS) {
      TwoServices.await("one is under way", () -> memory.running(tenant) == 1);
    }
  }

  private long tenants(ServeProcess service, String line) throws Exception {
    String metrics = services.metrics(service);
    return Callers.TENANTS.stream()
        .filter(tenant -> metrics.contains(line.formatted(tenant) + " "))
        .count();
  }
}
