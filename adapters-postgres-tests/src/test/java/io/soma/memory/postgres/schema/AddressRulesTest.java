package io.soma.memory.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressRulesTest {

  private static final TenantId ALICE = new TenantId("alice");

  private static final InstanceId SOMEBODY = InstanceId.of(true, Instant.EPOCH, new UUID(1, 2));

  private final TestDatabase database = TestDatabase.create();

  @Test
  void stayThoseOfTheFirstProcessUntilAnOrder() {
    try (PostgresStore first = database.open();
        PostgresStore second = database.open()) {
      assertThat(first.addressRules()).isEmpty();
      assertThat(first.noteAddressRules("a")).isEqualTo("a");
      assertThat(second.noteAddressRules("b")).isEqualTo("a");
      assertThat(second.addressRules()).contains("a");

      second.forgetAddressRules();

      assertThat(second.noteAddressRules("b")).isEqualTo("b");
      assertThat(first.noteAddressRules("a")).isEqualTo("b");
    }
  }

  @Test
  void areKeptForEventsAndForProcessesThatUseThem() {
    try (PostgresStore store = database.open()) {
      assertThat(store.reasonsToKeepAddressRules()).isEmpty();

      EventId event = store.outbox().enqueue(SampleDeliveries.store(ALICE, 1)).id();
      assertThat(store.reasonsToKeepAddressRules())
          .containsExactly("it has events that are not delivered yet");

      store.outbox().fail(ALICE, event, "refused");
      assertThat(store.reasonsToKeepAddressRules())
          .containsExactly("it has failed events, which an operator may replay");

      InstanceStanding unused = store.outbox().announce(SOMEBODY);
      assertThat(store.reasonsToKeepAddressRules())
          .hasSize(2)
          .contains("a process used the outbox within the last minute");
    }
  }
}
