package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine, run to their end. */
final class ProgramRun {

  private ProgramRun() {}

  /**
   * Runs one.
   *
   * @return its output
   * @throws MissingToolException if there is no such program, or it fails; with its output
   */
  static String output(List<String> line) throws IOException, InterruptedException {
    Process process = start(line, true);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      String last = output.strip().lines().reduce("", (before, after) -> after);
      throw new MissingToolException(line.get(0) + " ended with " + code + ": " + last);
    }
    return output;
  }

  /** Starts a program and reads its output as it comes; its errors go to this process's errors. */
  static Process reading(List<String> line) {
    return start(line, false);
  }

  private static Process start(List<String> line, boolean withErrors) {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(withErrors);
    if (!withErrors) {
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new MissingToolException("there is no " + line.get(0) + " on this machine", e);
    }
  }
}
