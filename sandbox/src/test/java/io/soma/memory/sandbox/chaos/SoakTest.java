package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import io.soma.memory.supervision.CloseStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A short soak; {@code ./soma soak} has a long one. */
@EnabledIfSystemProperty(
    named = "soma.exhaustive",
    matches = "true",
    disabledReason = "slow; HostileInputsTest and PeerLimitsTest are always run")
class SoakTest {

  private static final int SECONDS = 20;

  @Test
  void honestWritesArriveBesideEveryAbuse() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    DeploymentShape shape = new DeploymentShape(MemoryServiceKind.IGNORES_KEYS, 2, "kafka", "sync");
    ChaosOptions options =
        new ChaosOptions(2, SECONDS, 20, 1, List.of(Trouble.LOST_ANSWERS), shape, null);
    Outcome outcome;
    try (CloseStack opened = new CloseStack();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      outcome = new Campaign(options, out, opened, new Soak(out, 2_000)).run();
    }

    assertThat(outcome.findings().isGood()).as("%s", outcome.wrongs()).isTrue();
    assertThat(outcome.unacknowledged()).isZero();
    String said = printed.toString(StandardCharsets.UTF_8);
    assertThat(said)
        .containsPattern("start: service 1 heap=\\d+MB threads=\\d+ handles=-?\\d+ connections")
        .containsPattern("end: service 2 heap=\\d+MB");
    for (Abuse abuse : Abuse.values()) {
      assertThat(said).containsPattern("[1-9]\\d* " + abuse.inWords());
    }
  }
}
