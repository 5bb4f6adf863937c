package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;

/** Whether the memory service answers, and takes writes. */
public final class EndpointProbe implements Probe {

  private static final String ITEM = "endpoint";
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
    return switch (health.state()) {
      case ACCEPTS_WRITES ->
          Finding.ok(ITEM, endpoint + " takes writes: " + health.detail() + withoutVectors(health));
      case ACCEPTS_NO_WRITES ->
          Finding.red(
              ITEM,
              endpoint + " takes no writes: " + health.detail(),
              "start the memory service and its database, or correct"
                  + " SOMABRAIN_MEMORY_HTTP_ENDPOINT; /readyz must say kv_store: true");
      case UNKNOWN ->
          Finding.warning(
              ITEM,
              endpoint + " answers and says nothing about writes: " + health.detail(),
              "see whether SOMABRAIN_MEMORY_HTTP_ENDPOINT is the memory service; if it is, no"
                  + " action is required: its answers to writes tell");
    };
  }

  private static String withoutVectors(ServiceHealth health) {
    return health.detail().contains("vector_store=false")
        ? "; it has no vector store, so that a search finds equal texts only and its /healthz"
            + " answers 503, which is no problem for writes"
        : "";
  }
}
