package io.soma.memory.testkit.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedProgramsTest {

  @TempDir private Path temporary;

  @Test
  void unpacksOnceAndCopiesToEachServer() throws IOException {
    Path kept = temporary.resolve("absent/kept");
    Path first = Files.createDirectory(temporary.resolve("first"));
    Path second = Files.createDirectory(temporary.resolve("second"));
    AtomicInteger steps = new AtomicInteger();

    UnpackedPrograms.copy(kept, first, () -> {});
    Files.createFile(kept.resolve("bin/from-before"));
    UnpackedPrograms.copy(kept, second, steps::incrementAndGet);

    assertThat(first.resolve("bin/postgres")).isExecutable();
    assertThat(second.resolve("bin/postgres")).isExecutable();
    assertThat(second.resolve("bin/from-before")).exists();
    assertThat(steps).as("can be given up at each file").hasValueGreaterThan(100);
    assertThat(kept.getParent()).isDirectoryNotContaining(path -> !path.equals(kept));
  }
}
