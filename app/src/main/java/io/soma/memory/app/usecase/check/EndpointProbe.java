package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;

/** Whether the memory service answers, and takes writes. */
public final class EndpointProbe implements Probe {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String endpoint;
  private final MemoryService service;

  /** Asks the service's health route. */
  public EndpointProbe(String endpoint, MemoryService service) {
    this.endpoint = endpoint;
    this.service = service;
  }

  @Override
  public Finding look() {
    ServiceHealth health = service.health(TIMEOUT);
    return health.acceptsWrites()
        ? Finding.ok("endpoint", endpoint + " answers: " + health.detail())
        : Finding.red(
            "endpoint",
            endpoint + " takes no writes: " + health.detail(),
            "start the memory service, or correct SOMABRAIN_MEMORY_HTTP_ENDPOINT; /healthz must"
                + " say kv_store: true");
  }
}
