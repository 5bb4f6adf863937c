package io.soma.memory.simulation.world;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.List;

/** The memory service as one process reaches it, which measures timeouts by its own clock. */
final class ServiceConnection extends UnreadMemoryService {

  private final SimulatedMemoryService service;
  private final MonotonicClock clock;

  ServiceConnection(SimulatedMemoryService service, MonotonicClock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    return service.deliver(delivery, timeout, clock);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    return service.recall(context);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return service.health();
  }
}
