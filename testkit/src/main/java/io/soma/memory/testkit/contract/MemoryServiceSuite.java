package io.soma.memory.testkit.contract;

import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A memory service with a far end for each test, and two tenants that use it. */
abstract class MemoryServiceSuite {

  static final Duration AMPLE = Duration.ofMinutes(5);
  static final Duration SHORT = Duration.ofMillis(200);

  final Writes alice = Writes.of("alice");
  final Writes bob = Writes.of("bob");

  @SuppressWarnings("NullAway.Init")
  RemoteMemory remote;

  /** A new service whose far end holds no memories; closed after each test. */
  protected abstract RemoteMemory open() throws Exception;

  @BeforeEach
  void openRemote() throws Exception {
    remote = open();
  }

  @AfterEach
  void closeRemote() {
    remote.close();
  }

  MemoryService service() {
    return remote.service();
  }

  Answer deliver(Delivery delivery) {
    return service().deliver(delivery, AMPLE);
  }

  static boolean isConfirmed(Answer answer) {
    return answer instanceof Answered answered && answered.confirmed();
  }
}
