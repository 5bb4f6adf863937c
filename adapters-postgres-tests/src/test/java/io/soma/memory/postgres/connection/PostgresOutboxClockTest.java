package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TwoInstances;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostgresOutboxClockTest {

  /** The server of the tests has this machine's clock, and tells microseconds. */
  @Test
  void isTheServersClockDuringTheCall() {
    try (TwoInstances postgres = new TwoInstances()) {
      PostgresStore store = postgres.store();
      Instant before = Instant.now().minusNanos(1_000);
      Instant there = store.clock().now();
      Instant after = Instant.now().plusNanos(1_000);

      assertThat(there).isBetween(before, after);
      assertThat(store.clock().now()).isAfterOrEqualTo(there);
    }
  }

  @Test
  void saysThatTheDatabaseDoesNotAnswer() {
    try (TwoInstances postgres = new TwoInstances()) {
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(() -> postgres.unreachable().clock().now());
    }
  }
}
