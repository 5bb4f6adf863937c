package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** A publisher and a replay of a test's own, on the broker that all tests share. */
public abstract class ReplayOnSharedBroker {

  public static final Duration FOR_EVER = Duration.ofDays(1);

  public final TestBroker kafka = TestBroker.shared();
  public final KafkaConfig config = kafka.config();
  public final KafkaEventPublisher publisher = KafkaEventPublisher.create(config);
  public final RecordingReplay replay = new RecordingReplay();
  public final Replayers replayers = new Replayers();
  public final TenantId tenant = SampleEvents.freshTenant();
  public final TenantId other = SampleEvents.freshTenant();

  @AfterEach
  void close() {
    replay.hang(tenant, false);
    replayers.close();
    publisher.close();
  }

  public void publish(TenantId of, long from, int count) {
    List<OutboxEvent> events = SampleEvents.events(of, from, count);
    assertThat(publisher.publish(of, events)).isEqualTo(new Published.All(count));
  }

  public static List<Long> ids(long from, int count) {
    return LongStream.range(from, from + count).boxed().toList();
  }
}
