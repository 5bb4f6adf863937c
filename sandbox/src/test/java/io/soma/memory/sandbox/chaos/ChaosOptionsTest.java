package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {

  @Test
  void theCommandRunsTheSameAgain() {
    assertThat(new ChaosOptions(6, 60, 100, 7, List.of(Trouble.values())).command())
        .isEqualTo("./soma chaos --tenants 6 --seconds 60 --rate 100 --seed 7");
    List<Trouble> two = List.of(Trouble.LOST_COMMITS, Trouble.HANGING);
    assertThat(new ChaosOptions(2, 9, 10, 1, two).command())
        .isEqualTo(
            "./soma chaos --tenants 2 --seconds 9 --rate 10 --seed 1"
                + " --troubles lost-commits,hanging");
  }
}
