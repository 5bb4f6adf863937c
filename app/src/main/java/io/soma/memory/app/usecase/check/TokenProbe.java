package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.UUID;

/** Checks that the memory service accepts our token, by a read of a memory that does not exist. */
public final class TokenProbe implements Probe {

  private static final String ITEM = "token";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Namespace NOBODY = Namespace.of("soma-check");
  private static final MemoryAddress NOWHERE = MemoryAddress.key("soma-check");

  private final MemoryService service;
  private final CoordinateScheme scheme;

  /** Reads with the token that the service was opened with. */
  public TokenProbe(MemoryService service, CoordinateScheme scheme) {
    this.service = service;
    this.scheme = scheme;
  }

  @Override
  public Finding look() {
    ReadContext context =
        new ReadContext(NOBODY, new RequestId(UUID.randomUUID().toString()), null);
    return service
        .fetch(context, scheme.coordinateOf(NOBODY.tenant(), NOWHERE), TIMEOUT)
        .fold(
            answered -> Finding.ok(ITEM, "the memory service takes it"),
            refusal -> refused(refusal.code()),
            failure -> failed(failure.reason()));
  }

  private static Finding failed(FailureReason reason) {
    return switch (reason.kind()) {
      case UNAUTHORIZED -> refused(reason.code());
      case NO_ANSWER ->
          Finding.red(ITEM, "could not be tried: " + reason.words(), "see the endpoint first");
      case NOT_THE_SERVICE ->
          Finding.red(
              ITEM,
              "could not be tried: " + reason.describe(),
              "see whether SOMABRAIN_MEMORY_HTTP_ENDPOINT is the memory service's own address");
      case THROTTLED, SERVER_ERROR, UNCONFIRMED, OVER_OUR_LIMITS, UNKNOWN ->
          Finding.warning(
              ITEM,
              "a read with it was answered with " + reason.code(),
              "see why the memory service does not tell that an unknown memory is not there");
    };
  }

  private static Finding refused(String code) {
    return Finding.red(
        ITEM,
        "the memory service refuses it with " + code,
        "set SOMABRAIN_MEMORY_HTTP_TOKEN to the token of the memory service");
  }
}
