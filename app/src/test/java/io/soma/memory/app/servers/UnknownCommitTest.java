package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static io.soma.memory.app.servers.Deployment.writeTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A commit that hangs in PostgreSQL for longer than a caller waits, as behind a lost standby. */
class UnknownCommitTest {

  @Test
  void aWriteWhoseCommitHangsIsOvertakenByNoDirectWriteOfAnyInstance() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
        ScriptableMemoryService service = ScriptableMemoryService.start()) {
      String dsn = server.createDatabase();
      try (SomaMemory one = start(service, dsn);
          SomaMemory other = start(service, dsn)) {
        one.client().remember(writeTo("key", "first"));
        other.client().remember(writeTo("another-key", "warm"));
        service.goDown();
        TestSql.execute(dsn, "ALTER SYSTEM SET synchronous_standby_names = 'away'");
        TestSql.execute(dsn, "SELECT pg_reload_conf()");
        await(() -> TestSql.query(dsn, "SHOW synchronous_standby_names").equals("away"));

        assertThatExceptionOfType(MemoryUnavailableException.class)
            .isThrownBy(() -> one.client().remember(writeTo("key", "old")));
        service.comeBack();

        // Neither is acknowledged while that commit hangs, and neither passes it.
        assertThatExceptionOfType(MemoryUnavailableException.class)
            .isThrownBy(() -> one.client().remember(writeTo("key", "newer")));
        assertThatExceptionOfType(MemoryUnavailableException.class)
            .isThrownBy(() -> other.client().remember(writeTo("key", "newest")));
        TestSql.execute(dsn, "ALTER SYSTEM RESET synchronous_standby_names");
        TestSql.execute(dsn, "SELECT pg_reload_conf()");
        await(() -> one.outbox().backlog().isEmpty());

        WriteReceipt last = other.client().remember(writeTo("key", "last"));
        await(() -> one.outbox().backlog().isEmpty());
        assertThat(last).isNotNull();
        assertThat(effects(service)).startsWith("first", "warm", "old").endsWith("last");
      }
    }
  }

  private static SomaMemory start(ScriptableMemoryService service, String dsn) {
    return Deployment.start(service, dsn, "SOMABRAIN_HTTP_RETRIES", "0");
  }

  private static List<String> effects(ScriptableMemoryService service) {
    return service.effects().stream().map(EffectRecord::requestId).toList();
  }
}
