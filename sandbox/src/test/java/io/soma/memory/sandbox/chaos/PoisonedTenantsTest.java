package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.StoreRefusal;
import org.junit.jupiter.api.Test;

class PoisonedTenantsTest {

  private final PoisonedTenants poisons = new PoisonedTenants();

  @Test
  void refusesEachKindByItsMarkAndNothingElse() {
    assertThat(poisons.refusal("{\"text\":\"poison\"}")).isEmpty();
    assertThat(poisons.refusal("{\"poison\": \"refused\"}"))
        .map(StoreRefusal::status)
        .contains(422);
    assertThat(poisons.refusal("{\"poison\":\"breaking\"}"))
        .map(StoreRefusal::status)
        .contains(500);
  }

  @Test
  void takesTheMendableKindOnceItIsMended() {
    String payload = "{\"poison\":\"until-mended\"}";
    assertThat(poisons.refusal(payload)).isPresent();

    poisons.mended(true);
    assertThat(poisons.refusal(payload)).isEmpty();
    assertThat(poisons.refusal("{\"poison\":\"refused\"}")).isPresent();
  }

  @Test
  void onlyTheTenantThatBeganSendsIt() {
    poisons.begin("alice", PoisonKind.BREAKING);

    assertThat(poisons.of("alice")).contains(PoisonKind.BREAKING);
    assertThat(poisons.of("bob")).isEmpty();
    poisons.end("alice");
    assertThat(poisons.of("alice")).isEmpty();
  }
}
