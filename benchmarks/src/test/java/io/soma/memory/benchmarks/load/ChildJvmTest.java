package io.soma.memory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a benchmark needs of its JVM, {@code ./soma bench all} has to give to each one too. */
class ChildJvmTest {

  @Test
  void aChildThatIsAlikeHasTheOptionsOfThisJvm() throws Exception {
    List<String> options = new ArrayList<>();
    try (ChildJvm child = ChildJvm.startAlike(OptionsMain.class)) {
      assertThat(child.readToEnd(options::add)).isZero();
    }

    assertThat(options)
        .isNotEmpty()
        .isEqualTo(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** Prints the options of its JVM. */
  static final class OptionsMain {

    private OptionsMain() {}

    public static void main(String[] arguments) {
      ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(System.out::println);
    }
  }
}
