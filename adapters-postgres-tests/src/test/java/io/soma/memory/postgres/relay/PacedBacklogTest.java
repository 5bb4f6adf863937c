package io.soma.memory.postgres.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedBacklogTest {

  private static final Instant THEN = Instant.EPOCH;
  private static final Instant LATER = THEN.plusSeconds(1);
  private static final long COUNT_TAKES = 1_000;

  // Near its end, as a monotonic clock may wrap around.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000);
  private final List<Integer> limits = new ArrayList<>();
  private final PacedBacklog backlog = new PacedBacklog(now::get);

  @Test
  void largeNumbersAreCountedOnceInTwentyTimesWhatThatTakes() {
    look(of("a", 5_000, 2_000, THEN));
    now.addAndGet(20 * COUNT_TAKES - 1);
    look(of("a", 2_000, 1_000, THEN));
    now.addAndGet(1);
    look(of("a", 4_000, 1_500, THEN));

    assertThat(limits)
        .containsExactly(BacklogQuery.MAX_COUNT, PacedBacklog.SMALL, BacklogQuery.MAX_COUNT);
  }

  @Test
  void inBetweenTheLastLargeNumberStandsAndTheAgeIsFresh() {
    look(of("a", 5_000, 2_000, THEN));

    assertThat(look(of("a", 2_000, 1_000, LATER))).containsExactly(of("a", 5_000, 2_000, LATER));
  }

  @Test
  void smallNumbersAreFreshAlways() {
    look(of("a", 5_000, 2_000, THEN), of("b", 7, 3, THEN));

    assertThat(look(of("a", 1_000, 7, THEN), of("b", 999, 999, THEN)))
        .containsExactly(of("a", 5_000, 7, THEN), of("b", 999, 999, THEN));
    assertThat(look(of("a", 5, 0, THEN))).containsExactly(of("a", 5, 0, THEN));
  }

  @Test
  void aTenantThatGrewLargeMeanwhileHasAsManyAtLeast() {
    look(of("a", 900, 900, THEN));

    assertThat(look(of("a", 1_000, 1_000, THEN), of("new", 1, 1, LATER)))
        .containsExactly(of("a", 1_000, 1_000, THEN), of("new", 1, 1, LATER));
  }

  @Test
  void theNumberBeforeIsForgottenWithTheNextWholeCount() {
    look(of("a", 5_000, 5_000, THEN));
    now.addAndGet(20 * COUNT_TAKES);
    look();

    assertThat(look(of("a", 1_000, 1_000, LATER))).containsExactly(of("a", 1_000, 1_000, LATER));
  }

  @Test
  void aSuspensionDuringACountIsNotTakenForItsCost() {
    backlog.look(
        limit -> {
          now.addAndGet(Duration.ofHours(8).toNanos());
          return List.of(of("a", 12_000, 12_000, THEN));
        });
    now.addAndGet(PacedBacklog.LONGEST_REST_NANOS);

    assertThat(look(of("a", 2_000, 2_000, LATER))).containsExactly(of("a", 2_000, 2_000, LATER));
  }

  private List<TenantBacklog> look(TenantBacklog... found) {
    return backlog.look(
        limit -> {
          limits.add(limit);
          now.addAndGet(limit == BacklogQuery.MAX_COUNT ? COUNT_TAKES : 0);
          return List.of(found);
        });
  }

  private static TenantBacklog of(String tenant, long unconfirmed, long pending, Instant oldest) {
    return new TenantBacklog(new TenantId(tenant), unconfirmed, pending, oldest);
  }
}
