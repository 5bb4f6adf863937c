package io.soma.memory.app.usecase.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxWatchTest {

  private final ManualClock clock = new ManualClock();
  private final InMemoryOutbox outbox = new InMemoryOutbox(new InMemoryStore(clock));
  private final OutboxWatch watch = new OutboxWatch(outbox, clock);

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertThat(watch.takesWrites()).isFalse();
  }

  @Test
  void theLastLookCounts() {
    watch.look();
    assertThat(watch.takesWrites()).isTrue();

    outbox.available(false);
    watch.look();
    assertThat(watch.takesWrites()).isFalse();

    outbox.available(true);
    watch.look();
    assertThat(watch.takesWrites()).isTrue();
  }

  @Test
  void aLookOfLongAgoCountsForNothing() {
    watch.look();

    clock.advance(OutboxWatch.FRESH);
    assertThat(watch.takesWrites()).isTrue();

    clock.advance(Duration.ofNanos(1));
    assertThat(watch.takesWrites()).isFalse();
  }

  /** As where the disk of the database is full: it can be read. */
  @Test
  void writeThatFailsCountsForAWhileThoughALookSeesNothing() {
    watch.look();

    watch.failed();
    assertThat(watch.takesWrites()).isFalse();

    clock.advance(OutboxWatch.AFTER_A_FAILURE);
    watch.look();
    assertThat(watch.takesWrites()).isFalse();
    clock.advance(Duration.ofNanos(1));
    assertThat(watch.takesWrites()).isTrue();
  }

  @Test
  void writeThatPassesEndsTheFailure() {
    watch.look();
    watch.failed();

    watch.took();

    assertThat(watch.takesWrites()).isTrue();
  }

  @Test
  void troubleThatALookSeesIsOverWhenALookSeesThat() {
    watch.look();
    watch.failed();
    outbox.available(false);
    watch.look();
    outbox.available(true);

    watch.look();

    assertThat(watch.takesWrites()).isTrue();
  }
}
