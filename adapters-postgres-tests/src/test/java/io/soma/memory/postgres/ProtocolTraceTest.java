package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.protocol.ProtocolScopes;
import io.soma.memory.testkit.protocol.ProtocolTrace;
import io.soma.memory.testkit.protocol.Scope;
import io.soma.memory.testkit.protocol.StepKind;
import io.soma.memory.testkit.protocol.TracedStep;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces of the protocol's model, step by step on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolTraceTest {

  private static final int STEPS = 40;

  private final ProtocolOnPostgres postgres = new ProtocolOnPostgres();

  @AfterAll
  void close() {
    postgres.close();
  }

  static Stream<Arguments> traces() {
    return Stream.of(
            traces("takeover", ProtocolScopes.TAKEOVER, 5, StepKind.END_DELIVER_LEASE),
            traces("suspensions", ProtocolScopes.SUSPENSIONS, 4, StepKind.WAKE),
            traces("commits", ProtocolScopes.COMMITS, 4, StepKind.LOSE_COMMIT_ANSWER),
            traces("crashes", ProtocolScopes.CRASHES, 3, StepKind.CRASH),
            traces("operators", ProtocolScopes.OPERATORS, 6, StepKind.REPLAY),
            traces("relays", ProtocolScopes.RELAYS, 5, StepKind.END_CARRY_LEASE),
            traces("restores", ProtocolScopes.RESTORES, 4, StepKind.RESTORE),
            chosen("overtaking", ProtocolScopes.OPERATORS, 3, TracedStep::isOvertakingNoted))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> traces(String name, Scope scope, int count, StepKind with) {
    return chosen(name, scope, count, step -> step.step().kind() == with);
  }

  // The first seeds with a trace that has such a step.
  private static Stream<Arguments> chosen(
      String name, Scope scope, int count, Predicate<TracedStep> with) {
    Scope slow = scope.withSlowRelay();
    int times = Boolean.getBoolean("soma.exhaustive") ? 10 : 1;
    return LongStream.iterate(1, seed -> seed + 1)
        .filter(seed -> ProtocolTrace.walk(slow, seed, STEPS).stream().anyMatch(with))
        .limit((long) count * times)
        .mapToObj(seed -> Arguments.of(name, slow, seed));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("traces")
  void doesWhatTheModelDoes(String name, Scope scope, long seed) throws SQLException {
    postgres.replay(ProtocolTrace.walk(scope, seed, STEPS));
  }

  @Test
  void hasTracesOfEveryKind() {
    Set<StepKind> kinds = EnumSet.noneOf(StepKind.class);
    List<TracedStep> steps =
        traces()
            .flatMap(
                trace ->
                    ProtocolTrace.walk((Scope) trace.get()[1], (long) trace.get()[2], STEPS)
                        .stream())
            .toList();
    steps.forEach(step -> kinds.add(step.step().kind()));

    assertThat(steps).anyMatch(TracedStep::isOvertakingNoted);
    assertThat(kinds)
        .contains(
            StepKind.COMMIT,
            StepKind.ABORT,
            StepKind.MARK_SENT,
            StepKind.SWEEP,
            StepKind.CONFIRM,
            StepKind.HEAR_REFUSED,
            StepKind.REPLAY,
            StepKind.PURGE,
            StepKind.RESTORE,
            StepKind.CRASH,
            StepKind.END_CARRY_LEASE,
            StepKind.END_DELIVER_LEASE);
  }
}
