package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Checks that the memory service accepts our token, by a read of a memory that does not exist, and
 * by a search: any other server answers the read with 404 too.
 */
public final class TokenProbe implements Probe {

  private static final String ITEM = "token";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Namespace NOBODY = Namespace.of("soma-check");
  private static final Finding TAKEN = Finding.ok(ITEM, "the memory service takes it");
  private static final Set<String> NO_ROUTE = Set.of("404", "405");
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
            answered -> ofSearch(context),
            refusal -> refused(refusal.code()),
            failure -> failed(failure.reason()));
  }

  private Finding ofSearch(ReadContext context) {
    RecallQuery query = new RecallQuery(NOBODY, "soma-check", 1, 0, null, Payload.of(Map.of()));
    return service
        .recall(context, query, TIMEOUT)
        .fold(
            answered -> TAKEN,
            refusal -> NO_ROUTE.contains(refusal.code()) ? notTheService(refusal) : TAKEN,
            failure ->
                switch (failure.reason().kind()) {
                  case UNAUTHORIZED, NOT_THE_SERVICE -> failed(failure.reason());
                  // The read has shown that the token is good; a search needs more parts.
                  case NO_ANSWER, THROTTLED, SERVER_ERROR, UNCONFIRMED, OVER_OUR_LIMITS, UNKNOWN ->
                      TAKEN;
                });
  }

  private static Finding notTheService(ServiceRefusal refusal) {
    return Finding.red(
        ITEM,
        "could not be tried: no memory service answers there, as it has no route for a search ("
            + refusal.code()
            + ": "
            + refusal.detail()
            + ")",
        "correct SOMABRAIN_MEMORY_HTTP_ENDPOINT; the operations and admin ports of ./soma serve,"
            + " for example, answer so");
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
