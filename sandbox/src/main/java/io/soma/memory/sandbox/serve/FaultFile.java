package io.soma.memory.sandbox.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the name of the fault that a service is to have, while it is there.
 *
 * @param path null where the environment names none
 */
record FaultFile(@Nullable Path path) {

  /** The one that the environment names. */
  static FaultFile ofEnvironment() {
    String name = System.getenv(InjectedFaults.VARIABLE);
    return new FaultFile(name == null ? null : Path.of(name));
  }

  /** The fault's name; empty if there is none. */
  String fault() {
    if (path == null) {
      return "";
    }
    try {
      return Files.readString(path).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
