package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program ended, and all that it printed, its errors too.
 *
 * @param code its exit code
 */
record Ended(int code, String output) {

  /** Runs a program with these variables and no others. */
  static Ended run(Path directory, Map<String, String> environment, List<String> line)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
