package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import io.soma.memory.supervision.CloseStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A short campaign of troubles that are over soon; {@code ./soma chaos} has all of them. */
@EnabledIfSystemProperty(
    named = "soma.exhaustive",
    matches = "true",
    disabledReason = "slow; KilledServiceOverKafkaTest and the simulator are always run")
class CampaignTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  // Those of odd seeds end soonest.
  static Stream<Arguments> campaigns() {
    return Stream.of(1L, 3L)
        .flatMap(
            seed -> Stream.of(MemoryServiceKind.values()).map(kind -> Arguments.of(kind, seed)));
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void breaksNoPromiseWithEitherKindOfService(MemoryServiceKind memoryService, long seed)
      throws Exception {
    ChaosOptions options =
        new ChaosOptions(
            3,
            8,
            60,
            seed,
            List.of(
                Trouble.MEMORY_DOWN,
                Trouble.LOST_ANSWERS,
                Trouble.CUT_DATABASE,
                Trouble.LOST_COMMITS),
            new DeploymentShape(memoryService, 2, "kafka", "sync"),
            null);
    Outcome outcome;
    try (CloseStack opened = new CloseStack();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      outcome = new Campaign(options, out, opened).run();
    }

    assertThat(outcome.wrongs()).isEmpty();
    assertThat(outcome.isGood()).isTrue();
    assertThat(outcome.troubles()).isGreaterThanOrEqualTo(2);
    assertThat(outcome.findings().acknowledged()).isGreaterThan(10);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("--memory-service=" + memoryService.optionName())
        .contains("+ ")
        .contains(": over");
  }
}
