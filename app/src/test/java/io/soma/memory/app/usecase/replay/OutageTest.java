package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.replay.Flow.Transport;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However long nothing passes, no record is blamed for it. */
class OutageTest {

  private static final TenantId OTHER = new TenantId("beta");
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final int TURNS_OF_A_DAY = 24 * 360;

  @ParameterizedTest
  @EnumSource
  void aDayOfOutageFailsNothingAndSpendsNoAttempt(Transport transport) {
    Flow flow = flow(transport);
    write(flow, "alpha", 20);
    write(flow, "beta", 1);
    flow.rig.service().answerEverybody(UNAVAILABLE);

    for (int i = 0; i < TURNS_OF_A_DAY / 2; i++) {
      flow.turn(TENANT, TURN);
      flow.turn(OTHER, TURN);
    }

    assertNothingWasSpent(flow);
    flow.rig.service().recover();
    for (int i = 0; i < 100; i++) {
      flow.turn(TENANT, TURN);
      flow.turn(OTHER, TURN);
    }
    assertThat(flow.rig.effects()).hasSize(21);
    assertThat(flow.rig.outbox().backlog()).isEmpty();
  }

  /** One tenant is refused while the others are served. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20})
  void aDayOfOutageOfOneTenantFailsNothingThoughOthersPass(int waiting) {
    Flow flow = flow(Transport.DIRECT);
    write(flow, "alpha", waiting);
    flow.rig.service().answer(TENANT, UNAVAILABLE);

    for (int i = 0; i < TURNS_OF_A_DAY / 8; i++) {
      flow.rig.remember("beta", "key", "beta-" + i);
      flow.turn(OTHER, TURN);
      flow.turn(TENANT, TURN.multipliedBy(7));
    }

    assertNothingWasSpent(flow);
  }

  /** Every other call fails by chance: each record fails now and then, and some others pass. */
  @ParameterizedTest
  @ValueSource(ints = {50, 80})
  void callsThatFailByChanceFailNoRecord(int percent) {
    Flow flow = flow(Transport.DIRECT);
    Random random = new Random(percent);
    for (int i = 0; i < 60_000; i++) {
      boolean fails = random.nextInt(100) < percent;
      flow.rig.service().answerNext(TENANT, fails ? UNAVAILABLE : ServiceResults.CONFIRMED);
    }
    write(flow, "alpha", 300);

    flow.run(20_000);

    assertThat(flow.rig.outbox().backlog()).isEmpty();
    assertThat(flow.withStatus(EventStatus.FAILED)).isEmpty();
    assertThat(flow.rig.effects()).hasSize(300);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenCredentialSpendsNoAttempt(Transport transport) {
    Flow flow = flow(transport);
    write(flow, "alpha", 20);
    flow.rig.service().answer(TENANT, ServiceResults.unauthorized("who are you"));

    flow.run(1000);

    assertNothingWasSpent(flow);
  }

  private static void assertNothingWasSpent(Flow flow) {
    assertThat(flow.withStatus(EventStatus.FAILED)).isEmpty();
    assertThat(flow.rig.outbox().events()).extracting(OutboxEvent::retries).containsOnly(0);
  }

  private static Flow flow(Transport transport) {
    return new Flow(transport, "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  }

  private static void write(Flow flow, String tenant, int count) {
    IntStream.range(0, count)
        .forEach(i -> flow.rig.remember(tenant, "key-" + i, tenant + "-w" + i));
  }
}
