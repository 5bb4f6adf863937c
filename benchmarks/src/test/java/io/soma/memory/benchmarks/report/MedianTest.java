package io.soma.memory.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void theMiddleOneCountsHoweverFarTheOthersAre() {
    assertThat(Median.of(List.of(1000.0, 1.0, 3.0))).isEqualTo(3.0);
  }

  @Test
  void ofTwoInTheMiddleTheMeanCounts() {
    assertThat(Median.of(List.of(4.0, 1.0, 2.0, 90.0))).isEqualTo(3.0);
  }
}
