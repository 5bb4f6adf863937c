package io.soma.memory.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program that users type, {@code ./soma} of the source tree that this class is from.
 *
 * @param path of the script
 * @param environment of its commands, beside this process's own
 */
record SomaScript(Path path, Map<String, String> environment) {

  /**
   * Finds it.
   *
   * @throws IllegalStateException if this class is not from a source tree
   */
  static SomaScript find(Map<String, String> environment) {
    Path classes =
        Path.of(SomaScript.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    for (Path above = classes; above != null; above = above.getParent()) {
      Path script = above.resolve("soma");
      if (Files.isExecutable(script)) {
        return new SomaScript(script, environment);
      }
    }
    throw new IllegalStateException("there is no ./soma above " + classes);
  }

  /** Begins a command; its output is lost. */
  Process begin(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(path.toString()));
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs a command to its end, and tells how many milliseconds it took. */
  double run(String... command) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int exitCode = begin(command).waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(
          "soma " + String.join(" ", command) + " ended with " + exitCode);
    }
    return (System.nanoTime() - begin) / 1e6;
  }
}
