package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final UUID ID = UUID.fromString("6f9619ff-8b86-4011-b42d-00c04fc964ff");

  private static final Delivery DELIVERY =
      new Delivery(
          Namespace.of("memory:t"),
          WriteOperation.STORE,
          new Coordinate("1.0,2.0"),
          new WriteIdentity(
              new RequestId("r-1"), new IdempotencyKey(ID), DedupeKey.of(new TenantId("t"), ID)),
          "{\"payload\":{\"password\":\"hunter2\"}}",
          null);

  @Test
  void itsKeysAreMadeOfTenantIdempotencyKeyAndCoordinate() {
    assertThat(DELIVERY.tenant()).isEqualTo(new TenantId("t"));
    assertThat(DELIVERY.dedupeKey()).hasToString("t:" + ID);
    assertThat(DELIVERY.orderingKey()).hasToString("1.0,2.0");
  }

  @Test
  void noTextForLogsHoldsThePayload() {
    assertThat(DELIVERY).hasToString("Delivery[memory.store memory:t 1.0,2.0 r-1]");
    assertThat(
            new OutboxEvent(OutboxIdentity.NONE, new EventId(7), Instant.EPOCH, 0, DELIVERY)
                .toString())
        .doesNotContain("hunter2");
    Map<String, String> secret = Map.of("password", "hunter2");
    assertThat(Remember.of("memory:t", "k", secret).toString()).doesNotContain("hunter2");
    assertThat(Link.of("memory:t", "a", "b").as("related", 1, secret).toString())
        .doesNotContain("hunter2");
  }
}
