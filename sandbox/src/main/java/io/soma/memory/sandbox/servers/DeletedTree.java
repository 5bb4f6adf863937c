package io.soma.memory.sandbox.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes directories with all that is in them. */
final class DeletedTree {

  /** A server that is just ending may still write a file while we delete. */
  private static final int ATTEMPTS = 5;

  private DeletedTree() {}

  static void delete(Path root) {
    for (int attempt = 1; attempt <= ATTEMPTS && Files.exists(root); attempt++) {
      try (Stream<Path> tree = Files.walk(root)) {
        tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException | UncheckedIOException e) {
        // Something vanished while we walked; the next attempt sees what is left.
        Thread.yield();
      }
    }
  }
}
