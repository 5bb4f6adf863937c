package io.soma.memory.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantListTest {

  private static final Path SOURCES = Path.of("..");

  @Test
  void eachMutantBreaksOnePlaceOfTodaysSources() throws IOException {
    List<Mutant> mutants = MutantList.all();

    assertThat(mutants).hasSizeGreaterThanOrEqualTo(24);
    assertThat(mutants).extracting(Mutant::name).doesNotHaveDuplicates();
    for (Mutant mutant : mutants) {
      String source = Files.readString(SOURCES.resolve(mutant.file()));
      assertThat(mutant.applyTo(source)).as(mutant.name()).isNotEqualTo(source);
    }
  }

  @Test
  void theTestsThatGuardAreThere() throws IOException {
    for (Mutant mutant : MutantList.all()) {
      if (mutant.guard() instanceof MutantGuard.Tested tested) {
        for (String name : tested.classes()) {
          assertThat(isTest(tested.module(), name)).as("%s of %s", name, mutant.name()).isTrue();
        }
      }
    }
  }

  @Test
  void aPlaceThatIsNotThereOnceIsRefused() {
    Mutant mutant =
        new Mutant("m", "F.java", "nothing", new MutantGuard.Simulated(1), false, "a\n", "b\n");

    assertThat(mutant.applyTo("x\na\ny\n")).isEqualTo("x\nb\ny\n");
    assertThatThrownBy(() -> mutant.applyTo("a\na\n")).hasMessageContaining("exactly once");
    assertThatThrownBy(() -> mutant.applyTo("x\n")).hasMessageContaining("exactly once");
  }

  private static boolean isTest(String module, String name) throws IOException {
    try (var files = Files.walk(SOURCES.resolve(module).resolve("src/test/java"))) {
      return files.anyMatch(file -> file.endsWith(name + ".java"));
    }
  }
}
