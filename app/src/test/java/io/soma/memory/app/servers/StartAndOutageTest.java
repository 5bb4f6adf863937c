package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.TENANT;
import static io.soma.memory.app.servers.Deployment.await;
import static io.soma.memory.app.servers.Deployment.start;
import static io.soma.memory.app.servers.Deployment.write;
import static io.soma.memory.app.servers.Deployment.writeTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import org.junit.jupiter.api.Test;

class StartAndOutageTest {

  private static final Fault BROKEN = new Fault.StatusBeforeEffect(500, "broken");

  @Test
  void afterARestartTheFirstWriteQueuesBehindWhatTheRunBeforeLeft() {
    String dsn = EmbeddedPostgresServer.shared().createDatabase();
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      service.faults().forAll().set(BROKEN);
      try (SomaMemory before = start(service, dsn)) {
        assertThat(before.client().remember(writeTo("key", "one")))
            .isInstanceOf(WriteReceipt.Queued.class);
      }
      try (SomaMemory after = start(service, dsn)) {
        assertThat(after.client().remember(writeTo("key", "two")))
            .isInstanceOfSatisfying(
                WriteReceipt.Queued.class,
                queued -> assertThat(queued.reason()).isEqualTo(QueueReason.BACKLOG));
        service.faults().clear();
        await(() -> after.health().unconfirmed(TENANT) == 0);
      }
      assertThat(service.effects())
          .extracting(EffectRecord::requestId)
          .containsExactly("one", "two");
    }
  }

  @Test
  void withoutPostgresDirectWritesGoOnAndWithoutBothTheCallerLearnsBothCauses() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
        SomaMemory soma =
            start(service, postgres.dsn(), "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1000")) {
      postgres.kill();
      assertThat(soma.client().remember(write("one"))).isInstanceOf(WriteReceipt.Stored.class);

      service.faults().forAll().set(BROKEN);
      assertThatThrownBy(() -> soma.client().remember(write("two")))
          .isInstanceOf(MemoryUnavailableException.class)
          .hasMessageContaining("answers 500: broken")
          .hasMessageContaining("outbox")
          .hasCauseInstanceOf(OutboxUnavailableException.class);

      postgres.restart();
      service.faults().clear();
      await(() -> stores(soma, "three"));
      assertThat(service.effects()).extracting(EffectRecord::requestId).contains("one", "three");
    }
  }

  // While PostgreSQL starts, the outcome of the failed enqueue is unknown and writes stay behind
  // it.
  private static boolean stores(SomaMemory soma, String text) {
    try {
      return soma.client().remember(write(text)) instanceof WriteReceipt.Stored;
    } catch (MemoryUnavailableException e) {
      return false;
    }
  }

  @Test
  void withoutPostgresItDoesNotStartAndSaysWhy() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      String dsn = "postgresql://soma:hunter2@127.0.0.1:1/none";

      assertThatThrownBy(() -> start(service, dsn))
          .isInstanceOf(SomaMemoryException.class)
          .hasMessageContaining("PostgreSQL")
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageNotContaining("hunter2");
    }
  }
}
