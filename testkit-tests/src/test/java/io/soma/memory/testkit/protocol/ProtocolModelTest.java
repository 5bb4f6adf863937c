package io.soma.memory.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolModelTest {

  static Set<Map.Entry<String, Scope>> scopes() {
    return ProtocolScopes.everyBuild().entrySet();
  }

  static Set<Map.Entry<String, Scope>> largerScopes() {
    return ProtocolScopes.exhaustive().entrySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scopes")
  void everyStateKeepsThePromises(Map.Entry<String, Scope> scope) {
    keepsThePromises(scope);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largerScopes")
  @EnabledIfSystemProperty(named = "soma.exhaustive", matches = "true")
  void everyStateOfALargerScopeKeepsThePromises(Map.Entry<String, Scope> scope) {
    keepsThePromises(scope);
  }

  private static void keepsThePromises(Map.Entry<String, Scope> scope) {
    ModelCheck.Result result = ModelCheck.search(scope.getValue(), Set.of());

    assertThat(result.broken()).as(words(result)).isNull();
    assertThat(result.states()).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void everyMutantBreaksAPromise(ProtocolMutant mutant) {
    ModelCheck.Result result = ModelCheck.search(mutant.scope(), Set.of(mutant));

    assertThat(result.broken()).as("%s: %s", mutant, mutant.words()).isNotNull();
    assertThat(result.steps()).isNotEmpty();
  }

  @Test
  void everyPromiseIsBrokenBySomeMutant() {
    Set<Promise> broken =
        List.of(
                ProtocolMutant.QUEUED_BEFORE_COMMITTED,
                ProtocolMutant.ANY_ANSWER_CONFIRMS,
                ProtocolMutant.TURNS_NOT_TAKEN,
                ProtocolMutant.REFUSED_COUNTS_AS_APPLIED,
                ProtocolMutant.RIGHT_TO_DELIVER_NOT_ASKED_FOR,
                ProtocolMutant.FENCING_TOKEN_UNCHECKED)
            .stream()
            .map(mutant -> ModelCheck.search(mutant.scope(), Set.of(mutant)).broken())
            .collect(Collectors.toSet());

    assertThat(broken).containsExactlyInAnyOrder(Promise.values());
  }

  @Test
  void everyKindOfStepHappens() {
    Set<StepKind> kinds = EnumSet.noneOf(StepKind.class);
    List.of(
            ProtocolScopes.COMMITS,
            ProtocolScopes.CRASHES,
            ProtocolScopes.BLINDNESS,
            ProtocolScopes.PAUSES,
            ProtocolScopes.SUSPENSIONS,
            ProtocolScopes.OPERATORS,
            ProtocolScopes.RELAYS,
            ProtocolScopes.RESTORES,
            ProtocolScopes.TAKEOVER)
        .forEach(
            scope ->
                LongStream.range(0, 200)
                    .forEach(
                        seed ->
                            ProtocolTrace.walk(scope, seed, 40)
                                .forEach(step -> kinds.add(step.step().kind()))));

    // Only a mutant looks before it replays.
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(StepKind.CHECK_REPLAY)));
  }

  @Test
  void aSeedGivesTheSameTrace() {
    assertThat(ProtocolTrace.walk(ProtocolScopes.OPERATORS, 7, 30))
        .isEqualTo(ProtocolTrace.walk(ProtocolScopes.OPERATORS, 7, 30))
        .hasSizeGreaterThan(10);
  }

  private static String words(ModelCheck.Result result) {
    return result.steps().stream().map(step -> "\n  " + step).collect(Collectors.joining());
  }
}
