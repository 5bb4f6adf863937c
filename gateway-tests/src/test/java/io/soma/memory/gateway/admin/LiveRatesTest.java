package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveRatesTest {

  private static final String NONE = "{\"tenants\":[]}";

  private final AtomicLong nanos = new AtomicLong();
  private final List<@Nullable TrafficMark> asked = new ArrayList<>();
  private Instant there = Instant.parse("2026-01-01T00:00:00Z");
  private List<TenantTraffic> moved = List.of();
  private final LivePart part = new LiveRates(this::count, nanos::get).part();

  @Test
  void theFirstLookOnlyMarksWhereCountingBegins() {
    moved = moved(100, 100);

    assertThat(look()).isEqualTo(NONE);
    assertThat(asked).containsExactly((TrafficMark) null);
  }

  @Test
  void divideWhatMovedByTheTimeOfTheDatabase() {
    look();
    pass(Duration.ofSeconds(4));
    moved = moved(10, 1);

    assertThat(look())
        .contains("\"tenant_id\":\"alpha\"", "\"in_per_second\":2.5", "\"out_per_second\":0.3");
  }

  @Test
  void countFromTheLookBefore() {
    look();
    pass(Duration.ofSeconds(2));
    look();
    pass(Duration.ofSeconds(2));
    look();

    Instant begin = there.minusSeconds(4);
    assertThat(asked)
        .containsExactly(null, new TrafficMark(7, begin), new TrafficMark(7, begin.plusSeconds(2)));
  }

  @Test
  void aPauseInWhichNobodyReadIsNotCounted() {
    look();
    pass(Duration.ofSeconds(31));
    moved = moved(1_000_000, 0);

    assertThat(look()).isEqualTo(NONE);
    assertThat(asked).containsExactly(null, null);
  }

  @Test
  void aClockOfTheDatabaseThatWentBackBeginsAnew() {
    look();
    pass(Duration.ofSeconds(2));
    moved = moved(2, 2);
    look();
    there = there.minusSeconds(60);

    assertThat(look()).isEqualTo(NONE);
  }

  @Test
  void twoLooksAtTheSameTimeLoseNothing() {
    look();
    moved = moved(2, 2);
    assertThat(look()).isEqualTo(NONE);
    pass(Duration.ofSeconds(2));

    assertThat(look()).contains("\"in_per_second\":1.0");
    assertThat(asked.get(2)).isEqualTo(asked.get(1));
  }

  private OutboxTraffic count(@Nullable TrafficMark since) {
    asked.add(since);
    return new OutboxTraffic(new TrafficMark(7, there), moved);
  }

  private String look() {
    return new String(part.json().get(), StandardCharsets.UTF_8);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    there = there.plus(time);
  }

  private static List<TenantTraffic> moved(long queued, long confirmed) {
    return List.of(new TenantTraffic(new TenantId("alpha"), queued, confirmed));
  }
}
