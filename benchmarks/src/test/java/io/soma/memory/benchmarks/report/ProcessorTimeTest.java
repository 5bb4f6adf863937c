package io.soma.memory.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.load.ChildJvm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  private static final long TENTH_OF_A_SECOND = 100_000_000;

  @Test
  void countsTheTimeOfThisProcess() {
    ProcessorTime before = ProcessorTime.now();
    spend(TENTH_OF_A_SECOND);

    ProcessorTime spent = ProcessorTime.now().since(before);

    assertThat(spent.nanosByProgram().get("this JVM")).isGreaterThan(TENTH_OF_A_SECOND / 2);
  }

  @Test
  void countsAChildByItsMainClass() throws Exception {
    try (ChildJvm child = ChildJvm.start(Spender.class)) {
      assertThat(child.answer()).isEqualTo("spent");

      assertThat(ProcessorTime.now().nanosByProgram().get("ProcessorTimeTest$Spender"))
          .isGreaterThan(TENTH_OF_A_SECOND / 2);
    }
  }

  @Test
  void sharesTheTimeAmongTheOperations() {
    ProcessorTime time = new ProcessorTime(Map.of("a", 3_000L, "b", 1_000L));

    assertThat(time.microsPer(2)).isEqualTo(2.0);
    assertThat(time.describe(2)).isEqualTo("a 1.5, b 0.5");
  }

  /** Spends processor time, says so, and waits for its end. */
  static final class Spender {

    private Spender() {}

    public static void main(String[] arguments) throws Exception {
      spend(TENTH_OF_A_SECOND);
      System.out.println("spent");
      int unused = System.in.read();
    }
  }

  private static void spend(long nanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + nanos;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
