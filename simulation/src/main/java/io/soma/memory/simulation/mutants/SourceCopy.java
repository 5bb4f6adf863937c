package io.soma.memory.simulation.mutants;

import io.soma.memory.testkit.server.files.TreeDeletion;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** A copy of the project's sources, in which mutants are built; removed when it is closed. */
final class SourceCopy implements AutoCloseable {

  private static final Set<String> NOT_COPIED = Set.of(".git", "target");

  private final Path root;

  private SourceCopy(Path root) {
    this.root = root;
  }

  static SourceCopy of(Path sources) throws IOException {
    Path root = Files.createTempDirectory("soma-mutants-");
    Files.walkFileTree(
        sources,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused)
              throws IOException {
            if (NOT_COPIED.contains(String.valueOf(directory.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(root.resolve(sources.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            Files.copy(file, root.resolve(sources.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return new SourceCopy(root);
  }

  Path root() {
    return root;
  }

  /** Breaks one file, until the result is closed. */
  Broken apply(Mutant mutant) throws IOException {
    Path file = root.resolve(mutant.file());
    String source = Files.readString(file);
    Files.writeString(file, mutant.applyTo(source));
    return () -> Files.writeString(file, source);
  }

  /** A file that is broken. */
  interface Broken extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  @Override
  public void close() {
    TreeDeletion.delete(root);
  }
}
