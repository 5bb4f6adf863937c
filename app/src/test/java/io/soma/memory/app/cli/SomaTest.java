package io.soma.memory.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class SomaTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpKnowsCommandsBelowCommands() {
    assertThat(execute("help", "outer", "inner")).isZero();
    assertThat(out.toString()).startsWith("Usage: soma outer inner");
    assertThat(execute("help", "outer", "other")).isEqualTo(2);
    assertThat(err.toString()).startsWith("there is no command 'other'");
    assertThat(execute("help")).isZero();
    assertThat(out.toString()).contains("outer");
  }

  @Test
  void exitCodesOfACommandHoldForThoseBelowIt() {
    assertThat(execute("outer", "inner", "--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:").containsPattern("7 +odd");
  }

  @Test
  void versionIsTheBuildsAndJavas() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString())
        .containsPattern("Soma Memory \\d+\\.\\d+")
        .contains("Java " + Runtime.version());
  }

  @Test
  void aFailureWithoutAMessageSaysWhatItIsAndWhere() {
    assertThat(execute("outer", "broken")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("soma broken failed: java.lang.IllegalStateException\n")
        .contains("at " + Broken.class.getName());
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Soma.commandLine(new Outer())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Command(
      name = "outer",
      subcommands = {Inner.class, Broken.class},
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = "7:odd")
  private static final class Outer implements SomaCommand {
    @Override
    public Integer call() {
      return 0;
    }
  }

  @Command(name = "broken")
  private static final class Broken implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException();
    }
  }

  @Command(name = "inner")
  private static final class Inner implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }
}
