package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.check.Findings;
import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {

  private static final Outcome OUTCOME =
      new Outcome(
          new Findings(10, List.of("a"), List.of(), List.of("b"), List.of(), List.of()),
          new RowEnds(3, 2, 1),
          0,
          7,
          List.of(),
          List.of(),
          List.of(),
          List.of());

  @TempDir Path directory;

  @Test
  void headComesOnceAndTextBeforeItStays() throws Exception {
    Path file = directory.resolve("runs.md");
    Files.writeString(file, "# Runs\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");

    new RunTable(file).add(options(1001), OUTCOME);
    new RunTable(file).add(options(1002), OUTCOME);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).startsWith("# Runs", "", "| a | b |");
    assertThat(lines).filteredOn(line -> line.startsWith("| seed |")).hasSize(1);
    assertThat(lines.get(6)).startsWith("| seed | memory service |");
    assertThat(lines.get(7)).matches("\\|(---\\|)+");
    assertThat(lines)
        .endsWith(
            "| 1001 | ignores-keys | 3 | kafka | sync | 7 | 10 | 1 | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 1"
                + " | something |",
            "| 1002 | ignores-keys | 3 | kafka | sync | 7 | 10 | 1 | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 1"
                + " | something |");
  }

  private static ChaosOptions options(long seed) {
    DeploymentShape shape = new DeploymentShape(MemoryServiceKind.IGNORES_KEYS, 3, "kafka", "sync");
    return new ChaosOptions(6, 60, 100, seed, List.of(), shape, null);
  }
}
