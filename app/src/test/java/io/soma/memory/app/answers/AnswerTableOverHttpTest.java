package io.soma.memory.app.answers;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.soma.memory.app.Rig;
import io.soma.memory.app.answers.AnswerRow.Replay;
import io.soma.memory.app.usecase.guard.Permit;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.watchdog.Watchdog;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.http.RetrofitMemoryService;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table over real HTTP, for a caller's write and for the replay of a queued one.
 */
class AnswerTableOverHttpTest {

  private static final Duration INTERVAL_OVER = Duration.ofMinutes(2);

  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final RetrofitMemoryService http =
      RetrofitMemoryService.create(HttpConfig.of(service.baseUrl(), service.token()));

  static Stream<AnswerRow> rows() {
    return Stream.of(
            Stream.of(AnswerRow.stored(), AnswerRow.unauthorized()),
            IntStream.of(400, 402, 403, 409, 410, 413, 415, 418, 422).mapToObj(AnswerRow::refused),
            IntStream.of(408, 425, 500, 501, 502, 503, 504).mapToObj(AnswerRow::unavailable),
            noRoute(),
            throttled(),
            redirects(),
            confirmingNothing(),
            unanswered())
        .flatMap(each -> each);
  }

  private static Stream<AnswerRow> noRoute() {
    return IntStream.of(404, 405)
        .boxed()
        .flatMap(
            status ->
                Stream.of(
                    AnswerRow.refused(status).onWritesOnly(status),
                    AnswerRow.unavailable(status).toEverything()));
  }

  private static Stream<AnswerRow> throttled() {
    return Stream.of(
        AnswerRow.throttled(429, null, Duration.ofSeconds(1)),
        AnswerRow.throttled(429, "7", Duration.ofSeconds(7)),
        AnswerRow.throttled(429, "0", Duration.ZERO),
        AnswerRow.throttled(429, "99999999999", Duration.ofMinutes(5)),
        AnswerRow.throttled(429, "soon", Duration.ofSeconds(1)),
        AnswerRow.throttled(503, "7", Duration.ofSeconds(7)),
        AnswerRow.throttled(503, "0", Duration.ZERO),
        AnswerRow.throttled(503, "99999999999", Duration.ofMinutes(5)));
  }

  private static Stream<AnswerRow> redirects() {
    return IntStream.of(301, 302, 303, 307, 308)
        .mapToObj(
            status ->
                AnswerRow.unavailable(
                    status + "",
                    status,
                    running ->
                        running
                            .faults()
                            .forAll()
                            .set(new Fault.Redirect(status, running.baseUrl() + "/healthz"))));
  }

  private static Stream<AnswerRow> confirmingNothing() {
    return Stream.of(
        AnswerRow.unavailable("200 without a body", 200, new Fault.EmptyBody()),
        AnswerRow.unavailable("200 of a captive portal", 200, new Fault.GarbageBody()),
        AnswerRow.unavailable("200 for another place", 200, new Fault.WrongCoordinate()),
        AnswerRow.unavailable("200 with too much", 200, new Fault.HugeBody(2 << 20))
            .withoutFailure(),
        AnswerRow.unavailable(204));
  }

  private static Stream<AnswerRow> unanswered() {
    return Stream.of(
        AnswerRow.unavailable("200 cut off", 0, new Fault.TruncatedBody()),
        AnswerRow.unavailable("reset before it took effect", 0, new Fault.ResetBeforeEffect()),
        AnswerRow.unavailable("reset after it took effect", 0, new Fault.ResetAfterEffect()),
        AnswerRow.unavailable("timeout", 0, new Fault.Hang(Fault.WhenCleared.DROP)),
        AnswerRow.unavailable("not connected", 0, ScriptableMemoryService::goDown));
  }

  @BeforeEach
  void separateTenants() {
    service.separatesTenants(true);
    service.honoursIdempotencyKeys(true);
  }

  @AfterEach
  void closeBothEnds() {
    http.close();
    service.close();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aDirectWriteComesToWhatItsRowSays(AnswerRow row) {
    Rig rig = rig(row, "sync");
    row.trouble().accept(service);

    if (row.isRefused()) {
      MemoryRejectedException refused =
          catchThrowableOfType(MemoryRejectedException.class, () -> rig.remember("key", "one"));
      assertThat(refused.code()).isEqualTo(Integer.toString(row.status()));
      assertThat(refused.detail()).isEqualTo("as told");
    } else if (row.reason() == null) {
      assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);
    } else {
      assertThat(rig.remember("key", "one"))
          .isInstanceOfSatisfying(
              WriteReceipt.Queued.class,
              queued -> assertThat(queued.reason()).isEqualTo(row.reason()));
    }

    assertThat(rig.outbox().events()).hasSize(row.reason() == null ? 0 : 1);
    assertThat(counted(rig, row.status())).isEqualTo(row.attempts());
    assertPause(rig, row.pause());
    assertThat(countsAsFailure(rig)).isEqualTo(row.breakerFailure());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aReplayComesToWhatItsRowSays(AnswerRow row) {
    Rig rig = rig(row, "fast_ack");
    EventId id = ((WriteReceipt.Queued) rig.remember("key", "one")).eventId();
    row.trouble().accept(service);

    rig.relay();

    assertThat(rig.outbox().isConfirmed(id)).isEqualTo(row.replay() == Replay.CONFIRMS);
    assertThat(rig.outbox().statusOf(id) == EventStatus.FAILED)
        .isEqualTo(row.replay() == Replay.FAILS);
    if (row.replay() == Replay.WAITS) {
      recover(rig);
      assertThat(rig.outbox().isConfirmed(id)).isTrue();
    }
    assertThat(service.effects("alpha")).hasSize(row.replay() == Replay.FAILS ? 0 : 1);
  }

  private Rig rig(AnswerRow row, String mode) {
    return new Rig(
        fakes -> binder -> binder.bind(MemoryService.class).toInstance(http),
        "SOMABRAIN_MEMORY_WRITE_MODE",
        mode,
        "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
        "2",
        "SOMABRAIN_HTTP_RETRIES",
        "1",
        "SOMABRAIN_HTTP_TIMEOUT",
        row.name().equals("timeout") ? "0.2" : "60");
  }

  private void recover(Rig rig) {
    service.faults().clear();
    service.comeBack();
    rig.advance(Duration.ofMinutes(5).plus(INTERVAL_OVER));
    rig.get(Watchdog.class).look();
    rig.relay();
  }

  private static void assertPause(Rig rig, Duration pause) {
    TenantGuards guards = rig.get(TenantGuards.class);
    if (!pause.isZero()) {
      rig.advance(pause.minusMillis(1));
      assertThat(guards.isOpenTo(TENANT)).isFalse();
      rig.advance(Duration.ofMillis(1));
    }
    assertThat(guards.isOpenTo(TENANT)).isTrue();
  }

  // The threshold is two: one more opens the circuit if the write counted, however often it was
  // sent.
  private static boolean countsAsFailure(Rig rig) {
    TenantGuards guards = rig.get(TenantGuards.class);
    assertThat(guards.circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
    ((Permit) guards.enter(TENANT)).settle(CallOutcome.FAILURE);
    return guards.circuit(TENANT) == CircuitState.OPEN;
  }

  private static double counted(Rig rig, int status) {
    return rig.get(PrometheusRegistry.class).scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals("memory_http_requests"))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(point -> Integer.toString(status).equals(point.getLabels().get("status")))
        .mapToDouble(CounterDataPointSnapshot::getValue)
        .sum();
  }
}
