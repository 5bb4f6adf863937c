package io.soma.memory.app.telemetry;

import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Logs one line for each call of the memory service: tenant, operation, request, result, duration.
 * It contains neither token nor payload, nor the service's text about a refusal, which may quote
 * the payload. Safe for many threads.
 */
public final class LoggedMemoryService implements MemoryService {

  private static final Logger LOG = Logs.of(LoggedMemoryService.class);

  private final MemoryService service;
  private final MonotonicClock clock;

  /** Around a service, which goes on as before. */
  public LoggedMemoryService(MemoryService service, MonotonicClock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    long started = clock.nanos();
    CallResult<WriteConfirmation> result = service.deliver(delivery, timeout);
    log(
        delivery.tenant().value(),
        delivery.operation().topic(),
        delivery.requestId().value(),
        outcome(result),
        started);
    return result;
  }

  @Override
  public ServiceCapabilities capabilities() {
    return service.capabilities();
  }

  @Override
  public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    long started = clock.nanos();
    CallResult<Boolean> result = service.hasTaken(delivery, timeout);
    log(
        delivery.tenant().value(),
        "look.back",
        delivery.requestId().value(),
        outcome(result),
        started);
    return result;
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    long started = clock.nanos();
    return read(context, "memory.fetch", service.fetch(context, coordinate, timeout), started);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    long started = clock.nanos();
    return read(context, "memory.recall", service.recall(context, query, timeout), started);
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    long started = clock.nanos();
    return read(
        context,
        "graph.neighbors",
        service.neighbors(context, coordinate, query, timeout),
        started);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    long started = clock.nanos();
    return read(context, "graph.path", service.path(context, from, to, query, timeout), started);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    long started = clock.nanos();
    ServiceHealth health = service.health(timeout);
    String outcome =
        switch (health.state()) {
          case ACCEPTS_WRITES -> "accepts writes";
          case ACCEPTS_NO_WRITES -> "accepts no writes";
          case UNKNOWN -> "unknown";
        };
    log("-", "health", "-", outcome, started);
    return health;
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    long started = clock.nanos();
    Optional<StatusPage> page = service.statusPage(kind, timeout);
    log(
        "-",
        "status." + kind.name().toLowerCase(Locale.ROOT),
        "-",
        page.isPresent() ? "read" : "not read",
        started);
    return page;
  }

  private <T> CallResult<T> read(
      ReadContext context, String operation, CallResult<T> read, long started) {
    log(
        context.namespace().tenant().value(),
        operation,
        context.requestId().value(),
        outcome(read),
        started);
    return read;
  }

  private void log(String tenant, String operation, String request, String outcome, long started) {
    LOG.info(
        "call tenant={} operation={} request={} outcome=\"{}\" millis={}",
        tenant,
        operation,
        request,
        outcome,
        Duration.ofNanos(clock.nanos() - started).toMillis());
  }

  private static String outcome(CallResult<?> result) {
    return result.fold(
        answered -> result.code(), ServiceRefusal::code, failure -> outcome(failure.reason()));
  }

  private static String outcome(FailureReason reason) {
    return switch (reason.kind()) {
      case NO_ANSWER -> reason.words();
      case UNCONFIRMED, OVER_OUR_LIMITS -> reason.code() + " unconfirmed";
      case NOT_THE_SERVICE -> reason.code() + " not of the memory service";
      case UNAUTHORIZED, THROTTLED, SERVER_ERROR, UNKNOWN -> reason.code();
    };
  }
}
