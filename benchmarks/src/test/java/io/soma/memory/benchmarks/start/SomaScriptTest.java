package io.soma.memory.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SomaScriptTest {

  private final SomaScript soma = SomaScript.find(Map.of());

  @Test
  void findsTheScriptOfTheSourceTree() {
    assertThat(soma.path()).isExecutable().hasFileName("soma");
    assertThat(soma.path().resolveSibling("benchmarks/pom.xml")).exists();
  }

  @Test
  void refusesTheTimeOfACommandThatFailed() {
    assertThatThrownBy(() -> soma.run("nonsense"))
        .hasMessageContaining("soma nonsense ended with 2");
  }
}
