package io.soma.memory.benchmarks.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void namesAJarOfTheClassPathThatDoesNotExist(@TempDir Path directory) throws Exception {
    Path there = Files.createFile(directory.resolve("there.jar"));
    ProcessBuilder builder =
        new ProcessBuilder(soma.path().toString(), "check").redirectErrorStream(true);
    builder.environment().put("SOMABRAIN_CLASSPATH", there + ":" + directory + "/*:/nope/x.jar");
    Process process = builder.start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("soma: SOMABRAIN_CLASSPATH names /nope/x.jar, which does not exist");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
