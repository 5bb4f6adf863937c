package io.soma.memory.simulation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.cli.Soma;
import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.seeds.ResultText;
import io.soma.memory.simulation.world.PlanGenerator;
import io.soma.memory.simulation.world.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {

  private final StringWriter out = new StringWriter();
  private final CommandLine command =
      new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out, true));

  @Test
  void oneSeedIsTheSameInAnotherJvm() throws IOException, InterruptedException {
    List<String> here;
    try (WorkerPool workers = new WorkerPool()) {
      here = ResultText.of(Simulation.run(PlanGenerator.of(122), workers));
    }

    assertThat(inAnotherJvm("simulate", "--seed", "122")).isEqualTo(here);
  }

  private static List<String> inAnotherJvm(String... arguments)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Soma.class.getName()));
    line.addAll(List.of(arguments));
    Process other = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).isZero();
    return said.lines().toList();
  }

  @Test
  void manySeedsEndWithTheirResult() {
    assertThat(command.execute("--seeds", "20", "--seed", "5")).isZero();

    assertThat(out.toString())
        .containsPattern(
            "SIMULATION seeds=20 writes=\\d+ acknowledged=\\d+ effects=\\d+ failed=0 seconds=");
  }

  @Test
  void wrongNumberIsRefused() {
    command.setErr(new PrintWriter(out, true));

    assertThat(command.execute("--seeds", "0")).isEqualTo(2);
    assertThat(out.toString()).contains("--seeds 0 is not from 1 to");
  }
}
