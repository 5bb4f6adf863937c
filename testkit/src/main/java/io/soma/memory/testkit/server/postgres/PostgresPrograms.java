package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts {@code initdb}, {@code pg_ctl} and {@code postgres}; their output goes to the log. */
final class PostgresPrograms {

  private final ServerFiles files;
  private final Isolation isolation;

  PostgresPrograms(ServerFiles files) throws IOException {
    this.files = files;
    this.isolation = Isolation.detect(files.programs());
  }

  /** Lets the programs write to a directory of ours. */
  void give(Path directory) throws IOException {
    isolation.give(directory);
  }

  /** The same for all that is in it. */
  void giveTree(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : (Iterable<Path>) tree::iterator) {
        isolation.own(each);
      }
    }
    give(directory);
  }

  Process start(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.add(files.programs().resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(files.log().toFile()));
    // The caller's PGDATA, PGPORT or LANG must not reach this server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("LANG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Runs a program to its end. Throws {@link IOException} if it fails or outlives the limit. */
  void run(String program, List<String> arguments, Duration limit) throws IOException {
    Process process = start(program, arguments);
    if (!Polling.until(limit, () -> !process.isAlive())) {
      ProcessesBelow.kill(process, files.programs());
      throw new IOException(program + " did not end within " + limit + ": " + files.logTail());
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          program + " ended with " + process.exitValue() + ": " + files.logTail());
    }
  }
}
