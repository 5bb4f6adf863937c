package io.soma.memory.simulation.mutants;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Builds mutants in a copy of the sources and asks their guards. For the simulator one file is
 * compiled, and its classes go before those of this program; tests are run by Maven. A constant
 * that the compiler copies into other classes needs tests as its guard.
 */
public final class MutantRuns implements AutoCloseable {

  private static final String CLASS_PATH = System.getProperty("java.class.path", "");

  private static final int LONGEST_TEST_SECONDS = 300;

  /** Surefire's words for failures, for errors alone, and for a JVM that it had to end. */
  private static final Pattern TESTS_RAN =
      Pattern.compile("There are test failures|<<< (FAILURE|ERROR)!|error in the fork");

  private final SourceCopy copy;

  private MutantRuns(SourceCopy copy) {
    this.copy = copy;
  }

  /** Ready to build mutants of these sources. */
  public static MutantRuns of(Path sources) throws IOException {
    return new MutantRuns(SourceCopy.of(sources));
  }

  /** Builds a mutant and asks its guard. */
  public MutantVerdict run(Mutant mutant) throws IOException, InterruptedException {
    try (SourceCopy.Broken broken = copy.apply(mutant)) {
      return mutant.guard() instanceof MutantGuard.Simulated simulated
          ? simulate(mutant, simulated)
          : test((MutantGuard.Tested) mutant.guard());
    }
  }

  private MutantVerdict simulate(Mutant mutant, MutantGuard.Simulated guard)
      throws IOException, InterruptedException {
    Path classes = Files.createTempDirectory(copy.root(), "mutant-");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this is a Java runtime; install a JDK 17 or later");
    }
    int compiled =
        compiler.run(
            null,
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            "-proc:none",
            "-nowarn",
            "-d",
            classes.toString(),
            "-cp",
            CLASS_PATH,
            copy.root().resolve(mutant.file()).toString());
    if (compiled != 0) {
      return MutantVerdict.NOT_COMPILED;
    }
    ChildProcess.Outcome outcome =
        ChildProcess.run(
            copy.root(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                "io.soma.memory.app.cli.Soma",
                "simulate",
                "--seed",
                "1",
                "--seeds",
                Long.toString(guard.seeds())));
    return outcome.exitCode() == 0 ? MutantVerdict.SURVIVED : MutantVerdict.CAUGHT;
  }

  private MutantVerdict test(MutantGuard.Tested guard) throws IOException, InterruptedException {
    ChildProcess.Outcome outcome =
        ChildProcess.run(
            copy.root(),
            List.of(
                "mvn",
                "-B",
                "-ntp",
                "-pl",
                guard.module(),
                "-am",
                "-Dtest=" + String.join(",", guard.classes()),
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip=true",
                "-Derrorprone.excluded=.*",
                // A mutant that goes round in circles is found too.
                "-Dsurefire.timeout=" + LONGEST_TEST_SECONDS,
                "test"));
    if (outcome.exitCode() == 0) {
      return MutantVerdict.SURVIVED;
    }
    return TESTS_RAN.matcher(outcome.output()).find()
        ? MutantVerdict.CAUGHT
        : MutantVerdict.NOT_COMPILED;
  }

  @Override
  public void close() {
    copy.close();
  }
}
