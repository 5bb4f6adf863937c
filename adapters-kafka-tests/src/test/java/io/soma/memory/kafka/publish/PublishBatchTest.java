package io.soma.memory.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.BatchingProducer;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;

class PublishBatchTest {

  private final List<OutboxEvent> events = SampleEvents.events(new TenantId("t"), 1, 6);
  private final int size = events.get(0).delivery().body().length();

  @Test
  void noMoreThanTheWindowIsOnItsWay() throws Exception {
    BatchingProducer producer = new BatchingProducer(body -> false);
    PublishBatch sending = new PublishBatch(producer, 4 * size);

    sending.send(events, "t", 0);

    assertThat(producer.batchSizes()).containsExactly(4, 2);
    assertThat(sending.acknowledged()).isEqualTo(6);
  }

  @Test
  void anEventLargerThanTheWindowGoesAlone() throws Exception {
    BatchingProducer producer = new BatchingProducer(body -> false);

    new PublishBatch(producer, size - 1).send(events, "t", 0);

    assertThat(producer.batchSizes()).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void countsUpToTheFirstFailure() {
    BatchingProducer producer = new BatchingProducer(body -> body.contains("payload 4"));
    PublishBatch sending = new PublishBatch(producer, 0);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> sending.send(events, "t", 0))
        .withCauseInstanceOf(InvalidRecordException.class);

    assertThat(sending.acknowledged()).isEqualTo(3);
    assertThat(producer.batchSizes()).containsExactly(1, 1, 1, 1);
  }
}
