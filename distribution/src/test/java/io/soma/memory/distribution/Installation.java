package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archive, unpacked, and a link to its program. */
final class Installation {

  private final Path home;
  private final Path program;

  private Installation(Path home, Path program) {
    this.home = home;
    this.program = program;
  }

  static Installation unpack(Path temporary, String name) throws IOException, InterruptedException {
    Path parent = Files.createDirectory(temporary.resolve(name));
    Ended tar =
        Ended.run(
            parent,
            System.getenv(),
            List.of("tar", "-xzf", Release.archive().toAbsolutePath().toString()));
    if (tar.code() != 0) {
      throw new IOException(tar.output());
    }
    Path home = parent.resolve("soma-memory-" + Release.version());
    Path link = Files.createDirectory(temporary.resolve("links")).resolve("soma");
    // As /usr/bin/soma may be: a relative link to a link.
    Path other = link.resolveSibling("other");
    Files.createSymbolicLink(other, home.resolve("bin/soma"));
    Files.createSymbolicLink(link, Path.of("other"));
    return new Installation(home, link);
  }

  Path home() {
    return home;
  }

  Path program() {
    return program;
  }

  /** The archives of classes that its starts have made. */
  List<Path> classArchives() throws IOException {
    Path directory = home.resolve("cds");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Runs a command with a bare environment, but for these variables. */
  Ended run(Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    return Ended.run(
        home,
        environment(variables),
        Stream.concat(Stream.of(program.toString()), Stream.of(command)).toList());
  }

  /** The Java of this test, and these variables. */
  static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }
}
