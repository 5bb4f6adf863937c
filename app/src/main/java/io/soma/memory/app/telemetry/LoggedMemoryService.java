package io.soma.memory.app.telemetry;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Writes one line for each call of the memory service: who, what, which request, what came of it,
 * how long it took. Neither token nor payload is in it, nor what the service says about a refusal,
 * as that may quote the payload. Safe for many threads.
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
  public Answer deliver(Delivery delivery, Duration timeout) {
    long started = clock.nanos();
    Answer answer = service.deliver(delivery, timeout);
    log(
        delivery.tenant().value(),
        delivery.operation().topic(),
        delivery.requestId().value(),
        outcome(answer),
        started);
    return answer;
  }

  @Override
  public ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout) {
    long started = clock.nanos();
    return read(context, "memory.fetch", service.fetch(context, coordinate, timeout), started);
  }

  @Override
  public ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    long started = clock.nanos();
    return read(context, "memory.recall", service.recall(context, query, timeout), started);
  }

  @Override
  public ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    long started = clock.nanos();
    return read(
        context,
        "graph.neighbors",
        service.neighbors(context, coordinate, query, timeout),
        started);
  }

  @Override
  public ReadAnswer<LinkPath> path(
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
    log("-", kind.path(), "-", page.isPresent() ? "read" : "not read", started);
    return page;
  }

  private <T> ReadAnswer<T> read(
      ReadContext context, String operation, ReadAnswer<T> read, long started) {
    log(
        context.namespace().tenant().value(),
        operation,
        context.requestId().value(),
        outcome(read.answer()),
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

  private static String outcome(Answer answer) {
    return answer.fold(LoggedMemoryService::outcome, Answer.Unanswered::detail);
  }

  private static String outcome(Answer.Answered answered) {
    boolean unconfirmed = answered.status() / 100 == 2 && !answered.confirmed();
    boolean foreign = answered.source() == Answer.Source.SOMETHING_ELSE;
    return answered.status()
        + (unconfirmed ? " unconfirmed" : "")
        + (foreign ? " not of the memory service" : "");
  }
}
