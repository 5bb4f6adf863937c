package io.soma.memory.testkit.contract;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A memory service with a far end for each test, and two tenants that use it. */
abstract class MemoryServiceSuite {

  static final Duration AMPLE = Duration.ofMinutes(5);
  static final Duration SHORT = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  RemoteMemory remote;

  @SuppressWarnings("NullAway.Init")
  Writes alice;

  @SuppressWarnings("NullAway.Init")
  Writes bob;

  /** A new service with a remote end that holds no memories; closed after each test. */
  protected abstract RemoteMemory open() throws Exception;

  @BeforeEach
  void openRemote() throws Exception {
    remote = open();
    alice = new Writes(remote, new TenantId("alice"));
    bob = new Writes(remote, new TenantId("bob"));
  }

  @AfterEach
  void closeRemote() {
    remote.close();
  }

  MemoryService service() {
    return remote.service();
  }

  /** The call returns soon, as its timeout is short: one that goes on fails the test. */
  static <T> T ends(Supplier<T> call) {
    try (BoundedCall<T> bounded =
        BoundedCall.start("a call with a timeout of " + SHORT.toMillis() + " ms", call::get)) {
      return bounded.result(
          PATIENCE,
          "Each call ends within its timeout, from connecting to the last byte, and returns"
              + " Failed(CallFailure.noAnswer(...)).");
    }
  }

  CallResult<WriteConfirmation> deliver(Delivery delivery) {
    return service().deliver(delivery, AMPLE);
  }

  /** The value of a call that must be answered. */
  static <T> T answer(CallResult<T> result) {
    return result.fold(
        value -> value,
        refusal -> {
          throw new AssertionError(refusal.describe());
        },
        failure -> {
          throw new AssertionError(failure.describe());
        });
  }

  /** Whether a call failed like this. */
  static boolean failedAs(FailureClass kind, CallResult<?> result) {
    return result instanceof CallResult.Failed<?> failed
        && failed.failure().reason().kind() == kind;
  }

  static boolean isUnanswered(CallResult<?> result) {
    return failedAs(FailureClass.NO_ANSWER, result);
  }
}
