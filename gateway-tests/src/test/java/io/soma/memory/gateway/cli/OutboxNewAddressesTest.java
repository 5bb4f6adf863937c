package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OutboxNewAddressesTest {

  private final String dsn = EmbeddedPostgresServer.shared().createDatabase();
  private final StringWriter out = new StringWriter();

  @Test
  void letsTheNextProcessSetTheRulesUnlessEventsWait() {
    try (PostgresStore store = PostgresStore.open(PostgresConfig.ofDsn(dsn))) {
      store.migrate();
      assertThat(store.noteAddressRules("by name")).isEqualTo("by name");

      assertThat(newAddresses()).isZero();
      assertThat(out.toString()).contains("until now: by name");
      assertThat(store.noteAddressRules("by number")).isEqualTo("by number");

      var unused = store.outbox().enqueue(SampleDeliveries.store(new TenantId("alpha"), 1));
      assertThat(newAddresses()).isOne();
      assertThat(out.toString()).contains("left as it was: it has events that are not delivered");
      assertThat(store.addressRules()).contains("by number");

      assertThat(newAddresses("--force")).isZero();
      assertThat(store.addressRules()).isEmpty();
    }
  }

  private int newAddresses(String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(new OutboxNewAddresses(Map.of("SOMABRAIN_POSTGRES_DSN", dsn)))
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }
}
