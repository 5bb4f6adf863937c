package io.soma.memory.testkit.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void aStandbyHasWhatWasCommittedAndTakesOver(@TempDir Path directory) {
    try (EmbeddedPostgresServer primary = EmbeddedPostgresServer.start();
        EmbeddedPostgresServer standby = primary.prepareStandby(directory.resolve("second"))) {
      primary.execute("CREATE TABLE kept AS SELECT 1 AS number");
      standby.launch();
      primary.execute(
          "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
      assertThat(Polling.until(SOON, () -> isFollowed(primary))).isTrue();

      primary.execute("INSERT INTO kept VALUES (2)");
      assertThatThrownBy(() -> standby.execute("INSERT INTO kept VALUES (3)"))
          .hasMessageContaining("read-only");
      primary.kill();
      standby.promote();

      standby.execute("INSERT INTO kept VALUES (4)");
      assertThat(standby.query("SELECT string_agg(number::text, ' ' ORDER BY number) FROM kept"))
          .isEqualTo("1 2 4");
      followsTheNewPrimary(standby, directory);
    }
  }

  private static void followsTheNewPrimary(EmbeddedPostgresServer second, Path directory) {
    try (EmbeddedPostgresServer third = second.prepareStandby(directory.resolve("third"))) {
      third.launch();
      assertThat(third.query("SELECT pg_is_in_recovery()")).isEqualTo("t");
      second.restart();
      assertThat(second.query("SELECT pg_is_in_recovery()")).isEqualTo("f");
    }
  }

  private static boolean isFollowed(EmbeddedPostgresServer primary) {
    return "1"
        .equals(
            primary.query("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"));
  }
}
