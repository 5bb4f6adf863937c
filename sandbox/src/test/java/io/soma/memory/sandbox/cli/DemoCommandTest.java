package io.soma.memory.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine demo =
      new CommandLine(new DemoCommand()).setErr(new PrintWriter(err, true));

  @ParameterizedTest
  @CsvSource({
    "--tenants=1,--tenants 1 is not from 2 to 1000",
    "--seconds=0,--seconds 0 is not from 5 to 3600",
    "--rate=0,--rate 0 is not from 1 to 100000",
    "--rate=3,--rate 3 is less than one write a second for each tenant",
    "--rate=many,'many' is not an int",
    "--sabotage=unplug,--sabotage=unplug is not one of mark-before-ack",
    "--memory-service=mine,'--memory-service=mine is not one of ignores-keys, honours-keys'",
    "--tenant=3,Unknown option: '--tenant=3'",
  })
  void aWrongOptionIsExplainedWithExitCode2(String option, String explanation) {
    assertThat(demo.execute("--plain", option)).isEqualTo(2);
    assertThat(err.toString()).contains(explanation);
  }

  @Test
  void aSabotageThatAServiceWithoutKeysHidesIsRefused() {
    int exitCode = demo.execute("--sabotage=new-key-per-attempt", "--memory-service=ignores-keys");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("shows only with --memory-service=honours-keys");
  }
}
