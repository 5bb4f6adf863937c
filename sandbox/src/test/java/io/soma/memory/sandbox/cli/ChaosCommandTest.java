package io.soma.memory.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosCommandTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine chaos =
      new CommandLine(new ChaosCommand()).setErr(new PrintWriter(err, true));

  @ParameterizedTest
  @CsvSource({
    "--tenants=0,--tenants 0 is not from 1 to 200",
    "--seconds=4,--seconds 4 is not from 5 to 3600",
    "--rate=0,--rate 0 is not from 1 to 10000",
    "--runs=0,--runs 0 is not from 1 to 10000",
    "--instances=6,--instances 6 is not from 1 to 5",
    "--upgrade-from=nowhere,--upgrade-from nowhere has no built gateway",
    "--memory-service=mine,'--memory-service=mine is not one of ignores-keys, honours-keys'",
    "--seed=x,'x' is not a long",
    "--troubles=earthquake,'--troubles earthquake is not one of memory-down, hanging'",
    "--troubles=,is not one of",
    "--trouble=hanging,Unknown option: '--trouble=hanging'",
  })
  void aWrongOptionIsExplainedWithExitCode2(String option, String explanation) {
    assertThat(chaos.execute(option)).isEqualTo(2);
    assertThat(err.toString()).contains(explanation);
  }
}
