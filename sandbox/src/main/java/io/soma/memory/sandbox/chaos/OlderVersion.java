package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkout of an older version, built by its own {@code ./soma} or by Maven.
 *
 * @param directory its root
 * @param classPath everything that its {@code ./soma serve} runs on
 */
public record OlderVersion(Path directory, String classPath) {

  /**
   * The version in a directory.
   *
   * @throws IOException if its gateway is not built there
   */
  public static OlderVersion in(Path directory) throws IOException {
    Path target = directory.toAbsolutePath().resolve("gateway/target");
    Path dependencies = target.resolve("soma.dependencies");
    if (!Files.exists(dependencies) || !Files.isDirectory(target.resolve("classes"))) {
      throw new IOException(
          directory + " has no built gateway; run ./soma help outbox list there once");
    }
    return new OlderVersion(
        directory, target.resolve("classes") + ":" + Files.readString(dependencies).strip());
  }
}
