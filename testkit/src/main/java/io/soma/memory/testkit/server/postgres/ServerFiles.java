package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one server keeps everything: its programs, its data and its log, below one directory. */
record ServerFiles(Path root) {

  private static final int LOG_LINES_IN_MESSAGES = 20;

  /** Fills an empty directory. */
  interface Filling {
    void fill(Path directory) throws IOException;
  }

  Path programs() {
    return root.resolve("pgsql");
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  Path postmasterPid() {
    return data().resolve("postmaster.pid");
  }

  /**
   * Creates {@code directory} whole or not at all, so that the half-done work of a killed process
   * is done again.
   */
  void createOnce(Path directory, Filling filling) throws IOException {
    if (Files.exists(directory)) {
      return;
    }
    Path partial = partial(directory);
    delete(partial);
    Files.createDirectory(partial);
    filling.fill(partial);
    Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  static Path partial(Path directory) {
    return directory.resolveSibling(directory.getFileName() + ".partial");
  }

  /** The end of the server's log, for messages; empty if there is none. */
  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log());
      int from = Math.max(0, lines.size() - LOG_LINES_IN_MESSAGES);
      return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Copies all below a directory into an empty one.
   *
   * @param checkpoint runs before each file and may throw to give up
   */
  static void copy(Path from, Path into, Runnable checkpoint) throws IOException {
    try (Stream<Path> below = Files.walk(from)) {
      for (Path source : below.filter(path -> !path.equals(from)).toList()) {
        checkpoint.run();
        Files.copy(
            source,
            into.resolve(from.relativize(source)),
            LinkOption.NOFOLLOW_LINKS,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
