package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static io.soma.memory.app.servers.Deployment.start;
import static io.soma.memory.app.servers.Deployment.writeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An instance that cannot read the outbox, while another one may queue. */
@Timeout(120)
class UnreadOutboxTest {

  private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
  private final String dsn = server.createDatabase();

  @Test
  void noWriteOfAnInstanceThatIsCutOffPassesWhatAnotherOneQueued() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        TcpFaultProxy way = TcpFaultProxy.to(server.port());
        SomaMemory one = start(service, dsn);
        SomaMemory cutOff = start(service, through(way))) {
      cutOff(way);
      await(() -> !takes(cutOff, writeTo("another-key", "before")));
      service.goDown();
      assertThat(one.client().remember(writeTo("key", "queued")))
          .isInstanceOf(WriteReceipt.Queued.class);
      service.comeBack();

      assertThat(takes(cutOff, writeTo("key", "newer"))).isFalse();

      way.pass();
      await(() -> one.outbox().backlog().isEmpty());
      await(() -> takes(cutOff, writeTo("key", "newer")));
      await(() -> one.outbox().backlog().isEmpty());
      assertThat(effects(service)).contains("queued").endsWith("newer");
    }
  }

  @Test
  void writesOfAnInstanceThatIsCutOffGoOnWhereTheSettingSaysSo() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        TcpFaultProxy way = TcpFaultProxy.to(server.port());
        SomaMemory one = start(service, dsn);
        SomaMemory cutOff =
            start(service, through(way), "SOMABRAIN_DIRECT_WITHOUT_OUTBOX", "always")) {
      one.client().remember(writeTo("key", "first"));
      cutOff(way);
      service.goDown();
      assertThat(takes(cutOff, Deployment.write("nowhere"))).isFalse();
      service.comeBack();

      // Of another tenant, as this one's write may lie in the outbox now.
      assertThat(takes(cutOff, Remember.of("test:bravo", "key", Map.of("text", "direct"))))
          .isTrue();
    }
  }

  private static void cutOff(TcpFaultProxy way) {
    way.refuse();
    way.cutNow();
  }

  private String through(TcpFaultProxy way) {
    return dsn.replaceFirst(":\\d+/", ":" + way.port() + "/");
  }

  private static boolean takes(SomaMemory instance, Remember write) {
    try {
      return instance.client().remember(write) != null;
    } catch (MemoryUnavailableException e) {
      return false;
    }
  }

  private static List<String> effects(ScriptableMemoryService service) {
    return service.effects().stream().map(EffectRecord::requestId).toList();
  }
}
