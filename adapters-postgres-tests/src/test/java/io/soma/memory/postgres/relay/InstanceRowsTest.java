package io.soma.memory.postgres.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.postgres.connection.ConnectionPool;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceRowsTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestDatabase database = TestDatabase.create();

  @Test
  void anotherRetentionIsSeenInBothInstancesUntilItIsGone() {
    database.open().close();
    InstanceId one = new InstanceId(UUID.randomUUID());
    InstanceId other = new InstanceId(UUID.randomUUID());
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      assertThat(otherRetention(pool, one, DAY)).isNull();
      assertThat(otherRetention(pool, new InstanceId(UUID.randomUUID()), DAY)).isNull();
      assertThat(otherRetention(pool, other, HOUR)).isEqualTo(DAY);
      assertThat(otherRetention(pool, one, DAY)).isEqualTo(HOUR);

      database.execute("UPDATE outbox_instances SET seen_at = seen_at - interval '1 minute'");

      assertThat(otherRetention(pool, one, DAY)).isNull();
    }
  }

  @Test
  void anInstanceOfAnEarlierVersionHasNoRetention() {
    database.open().close();
    database.execute("INSERT INTO outbox_instances VALUES (gen_random_uuid(), now())");
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      assertThat(otherRetention(pool, new InstanceId(UUID.randomUUID()), DAY)).isNull();
    }
  }

  private static @Nullable Duration otherRetention(
      ConnectionPool pool, InstanceId instance, Duration own) {
    return pool.run(sql -> InstanceRows.announce(sql, instance, own, Duration.ZERO))
        .otherRetention();
  }
}
