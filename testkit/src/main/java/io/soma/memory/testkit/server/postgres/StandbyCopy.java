package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * A copy of a running server's data for one that follows it, made as PostgreSQL's manual has it
 * under "Making a Base Backup Using the Low Level API": the binaries have no {@code pg_basebackup}.
 *
 * @param primary the server to copy and to follow
 * @param slot names the follower's replication slot, which keeps the log that it has not read yet
 */
record StandbyCopy(ServerAddress primary, Path primaryData, String slot) implements DataDirectory {

  /** Of these only the directory is copied. */
  private static final Set<String> LEFT_EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  /** Of the process that runs there, and not of its data. */
  private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

  @Override
  public void fill(ServerFiles files, Path data) throws IOException {
    try (Connection connection = primary.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_create_physical_replication_slot('" + slot + "', true)");
      statement.execute("SELECT pg_backup_start('" + slot + "', true)");
      copy(data);
      // PostgreSQL refuses a directory that others may read.
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(data.resolve("backup_label"), endBackup(statement));
    } catch (SQLException e) {
      throw new IOException("cannot copy a running PostgreSQL: " + e.getMessage(), e);
    }
    Files.createFile(data.resolve("standby.signal"));
    Files.write(
        data.resolve("postgresql.auto.conf"),
        List.of(
            "primary_conninfo = 'host=127.0.0.1 port="
                + primary.port()
                + " user="
                + ServerAddress.USER
                + "'",
            "primary_slot_name = '" + slot + "'",
            // The primary may wait for this server; this server waits for none.
            "synchronous_standby_names = ''"),
        StandardOpenOption.APPEND);
    new PostgresPrograms(files).giveTree(data);
  }

  private static String endBackup(Statement statement) throws SQLException {
    try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
      label.next();
      return label.getString(1);
    }
  }

  private void copy(Path to) throws IOException {
    Files.walkFileTree(
        primaryData,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path copied = to.resolve(primaryData.relativize(from));
            if (!Files.exists(copied)) {
              Files.createDirectory(copied);
            }
            return isLeftEmpty(from) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (!LEFT_OUT.contains(from.getFileName().toString())) {
              copyIfThere(from, to.resolve(primaryData.relativize(from)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path from, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  // A file that the server removes meanwhile is removed from the copy too, when the copy reads the
  // log.
  private static void copyIfThere(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  private boolean isLeftEmpty(Path directory) {
    return primaryData.equals(directory.getParent())
        && LEFT_EMPTY.contains(directory.getFileName().toString());
  }
}
