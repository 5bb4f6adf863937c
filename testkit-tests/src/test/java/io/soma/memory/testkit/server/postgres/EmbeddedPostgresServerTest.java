package io.soma.memory.testkit.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresServerTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SESSION_FIELD = 5;

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "listen_addresses, 127.0.0.1",
    "unix_socket_directories, ''",
    "max_connections, 200",
    "statement_timeout, 0",
    "idle_in_transaction_session_timeout, 0",
    "server_encoding, UTF8",
    "server_version_num, 180006",
  })
  void isAsDurableAsInProduction(String setting, String value) throws SQLException {
    assertThat(query(EmbeddedPostgresServer.shared().jdbcUrl(), "SHOW " + setting))
        .isEqualTo(value);
  }

  @Test
  void sharedIsOneServerWithFreshDatabases() throws SQLException {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    assertThat(EmbeddedPostgresServer.shared()).isSameAs(server);
    String first = server.createDatabase();
    execute(first, "CREATE TABLE only_here (id int)");
    String second = server.createDatabase();
    assertThat(query(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
    assertThat(query(first, "SELECT count(*) FROM only_here")).isEqualTo("0");
  }

  @Test
  void namesItsDatabaseInBothForms() {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.prepare();
    assertThat(server.dsn())
        .isEqualTo("postgresql://postgres@127.0.0.1:" + server.port() + "/postgres");
    assertThat(server.jdbcUrl())
        .isEqualTo("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres");
  }

  @Test
  void committedRowsSurviveAKillAndUncommittedOnesDoNot() throws SQLException {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      execute(server.jdbcUrl(), "CREATE TABLE kept (id int)");
      try (Connection open = DriverManager.getConnection(server.jdbcUrl());
          Statement statement = open.createStatement()) {
        statement.execute("INSERT INTO kept SELECT generate_series(1, 1000)");
        open.setAutoCommit(false);
        statement.execute("INSERT INTO kept VALUES (1001)");
        List<ProcessHandle> processes = processesOf(server);
        assertThat(processes).hasSizeGreaterThan(2);
        server.kill();
        assertThat(processes).noneMatch(EmbeddedPostgresServerTest::runs);
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      }
      assertThat(server.isRunning()).isFalse();
      assertThat(server.directory().resolve("data/postmaster.pid")).as("no clean end").exists();
      server.restart();
      assertThat(server.isRunning()).isTrue();
      assertThat(query(server.jdbcUrl(), "SELECT count(*) FROM kept")).isEqualTo("1000");
    }
  }

  @Test
  void aKillEndsASessionThatWouldNotNoticeIt() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      // It computes without a pause and so never looks whether the postmaster is still there.
      CompletableFuture<Void> busy =
          CompletableFuture.runAsync(
              () -> executeUnchecked(server.jdbcUrl(), "DO 'BEGIN LOOP END LOOP; END'"));
      assertThat(Polling.until(SOON, () -> busySessions(server) == 1)).isTrue();
      List<ProcessHandle> processes = processesOf(server);
      server.kill();
      assertThat(processes).noneMatch(EmbeddedPostgresServerTest::runs);
      assertThatThrownBy(busy::join).hasRootCauseInstanceOf(IOException.class);
      server.restart();
      assertThat(busySessions(server)).isZero();
    }
  }

  @Test
  void stopAndRestartKeepDataAndPort(@TempDir Path directory) throws SQLException {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
      final int port = server.port();
      execute(server.jdbcUrl(), "CREATE TABLE kept AS SELECT 42 AS answer");
      server.stop();
      assertThat(server.isRunning()).isFalse();
      assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
      server.restart();
      assertThat(server.port()).isEqualTo(port);
      assertThat(query(server.jdbcUrl(), "SELECT answer FROM kept")).isEqualTo("42");
      server.restart();
      assertThat(query(server.jdbcUrl(), "SELECT answer FROM kept")).isEqualTo("42");
    }
    try (EmbeddedPostgresServer next = EmbeddedPostgresServer.start(directory)) {
      assertThat(query(next.jdbcUrl(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void closeLeavesNoDirectoryAndNoProcess() {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
    List<ProcessHandle> processes = processesOf(server);
    assertThat(processes).isNotEmpty();
    assertThat(server.directory()).isDirectory();
    server.close();
    server.close();
    assertThat(processes).noneMatch(EmbeddedPostgresServerTest::runs);
    assertThat(server.directory()).doesNotExist();
    assertThat(server.isRunning()).isFalse();
    assertThatThrownBy(server::restart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(server.directory()).doesNotExist();
  }

  @Test
  void closeCleansUpInAnInterruptedThreadAndLeavesItInterrupted() {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.directory()).doesNotExist();
  }

  @Test
  void closeAfterAKillLeavesNoSharedMemory() throws IOException {
    Path segments = Path.of("/proc/sysvipc/shm");
    Assumptions.assumeTrue(Files.exists(segments) && Files.exists(Path.of("/usr/bin/ipcrm")));
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
    Path pidFile = server.directory().resolve("data/postmaster.pid");
    String id = Files.readAllLines(pidFile).get(6).strip().split(" +")[1];
    server.kill();
    assertThat(segmentIds(segments)).contains(id);
    server.close();
    assertThat(segmentIds(segments)).doesNotContain(id);
  }

  @Test
  void theCallersDirectoryStaysWithTheData(@TempDir Path directory) {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
    server.close();
    assertThat(ProcessesBelow.find(directory)).isEmpty();
    assertThat(directory).isDirectoryContaining(path -> path.endsWith("data"));
  }

  @Test
  void aServerThatCannotStartSaysWhyAndLeavesNothing(@TempDir Path directory) throws IOException {
    EmbeddedPostgresServer.start(directory).close();
    Files.writeString(directory.resolve("data/postgresql.conf"), "no_such_setting = 1\n");
    assertThatThrownBy(() -> EmbeddedPostgresServer.start(directory))
        .hasMessageContaining("no_such_setting");
    assertThat(ProcessesBelow.find(directory.resolve("pgsql"))).isEmpty();
  }

  @Test
  void aCtrlCForTheJvmDoesNotReachTheServer() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    assertThat(session(postmasterPid(EmbeddedPostgresServer.shared())))
        .isNotEqualTo(session(ProcessHandle.current().pid()));
  }

  private static long postmasterPid(EmbeddedPostgresServer server) throws IOException {
    Path pidFile = server.directory().resolve("data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).get(0));
  }

  private static String session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The fields before the closing parenthesis are the pid and the name.
    return stat.substring(stat.lastIndexOf(')')).split(" ")[SESSION_FIELD - 1];
  }

  private static Stream<String> segmentIds(Path segments) throws IOException {
    return Files.readAllLines(segments).stream().map(line -> line.strip().split(" +")[1]);
  }

  private static List<ProcessHandle> processesOf(EmbeddedPostgresServer server) {
    return ProcessesBelow.find(server.directory());
  }

  // A killed process may stay a zombie if no process reaps orphans; it runs no program any more.
  private static boolean runs(ProcessHandle process) {
    return process.info().command().isPresent();
  }

  private static int busySessions(EmbeddedPostgresServer server) {
    try {
      String sql = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO%LOOP%'";
      return Integer.parseInt(query(server.jdbcUrl(), sql));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void executeUnchecked(String jdbcUrl, String sql) {
    try {
      execute(jdbcUrl, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
