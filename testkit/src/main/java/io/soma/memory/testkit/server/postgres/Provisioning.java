package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Brings programs and data into a directory that lacks them. */
final class Provisioning {

  private static final Duration INITDB_LIMIT = Duration.ofSeconds(120);

  private Provisioning() {}

  /**
   * Provisions a directory.
   *
   * @param source fills the directory of data, if there is none yet
   * @param checkpoint runs between the steps and may throw to give up
   */
  static ServerFiles provision(Path directory, DataDirectory source, Runnable checkpoint)
      throws IOException {
    Files.createDirectories(directory);
    ServerFiles files = new ServerFiles(directory.toRealPath());
    files.createOnce(files.programs(), into -> UnpackedPrograms.bringInto(into, checkpoint));
    checkpoint.run();
    files.createOnce(files.data(), into -> source.fill(files, into));
    checkpoint.run();
    return files;
  }

  /** An empty cluster. */
  static void initialise(ServerFiles files, Path data) throws IOException {
    List<String> arguments =
        List.of(
            "--pgdata=" + data,
            "--username=" + ServerAddress.USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            // A cluster that a machine crash damages here has not been used yet.
            "--no-sync");
    PostgresPrograms programs = new PostgresPrograms(files);
    programs.give(data);
    programs.run("initdb", arguments, INITDB_LIMIT);
  }
}
