package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * PostgreSQL's programs, unpacked once for many servers. To unpack them takes more than all the
 * rest of a start; to copy them takes a twentieth of a second.
 */
final class UnpackedPrograms {

  /**
   * The system property that names the directory to keep them in. It may be shared by several JVMs,
   * and holds the programs of one version and platform only. Without it each server unpacks its
   * own.
   */
  static final String PROPERTY = "soma.testkit.postgresql";

  private UnpackedPrograms() {}

  /**
   * Brings the programs into an empty directory.
   *
   * @param checkpoint runs before each file and may throw to give up
   */
  static void bringInto(Path directory, Runnable checkpoint) throws IOException {
    String kept = System.getProperty(PROPERTY);
    if (kept == null) {
      PostgresBinaries.unpackInto(directory, checkpoint);
    } else {
      copy(Path.of(kept), directory, checkpoint);
    }
  }

  /** The same from a directory that is filled if it does not exist. */
  static void copy(Path kept, Path directory, Runnable checkpoint) throws IOException {
    unpackOnce(kept.toAbsolutePath());
    ServerFiles.copy(kept, directory, checkpoint);
  }

  // Not given up half-way: the next server needs it too.
  private static synchronized void unpackOnce(Path kept) throws IOException {
    if (Files.exists(kept)) {
      return;
    }
    Files.createDirectories(kept.getParent());
    Path partial = Files.createTempDirectory(kept.getParent(), "postgresql-partial-");
    try {
      PostgresBinaries.unpackInto(partial, () -> {});
      moveUnlessThere(partial, kept);
    } finally {
      ServerFiles.delete(partial);
    }
  }

  // Whole or not at all; another JVM may have been faster.
  private static void moveUnlessThere(Path partial, Path kept) throws IOException {
    try {
      Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(kept)) {
        throw e;
      }
    }
  }
}
