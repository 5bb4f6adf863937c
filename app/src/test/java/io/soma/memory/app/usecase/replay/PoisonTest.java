package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.replay.Flow.Transport;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that fails for ever while others pass: it ends failed, and nothing else does. */
class PoisonTest {

  private static final TenantId OTHER = new TenantId("beta");
  private static final CallResult<WriteConfirmation> TIMED_OUT =
      ServiceResults.noAnswer("no answer within 10 s");

  @ParameterizedTest
  @CsvSource({
    "DIRECT, 0, 1", "DIRECT, 0, 3", "DIRECT, 7, 1", "DIRECT, 7, 3", "DIRECT, 19, 3",
    "BROKER, 0, 1", "BROKER, 0, 3", "BROKER, 7, 1", "BROKER, 7, 3", "BROKER, 12, 3"
  })
  void onePoisonousRecordFailsAndTheRestOfItsTenantFlows(
      Transport transport, int place, int threshold) {
    Flow flow = flow(transport, threshold);
    List<WriteReceipt.Queued> receipts = write(flow, 20);
    poison(flow, receipts.get(place), UNAVAILABLE);
    // The last one has nothing behind it that could tell it from an outage.
    write(flow, 20, 10);

    flow.run(40);

    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w" + place);
    assertThat(flow.withStatus(EventStatus.PENDING)).isEmpty();
    assertThat(flow.rig.effects()).hasSize(29).doesNotHaveDuplicates();
    assertThat(flow.tries("w" + place)).isEqualTo(5);
    assertThat(flow.rig.outbox().lastError(receipts.get(place).eventId()))
        .hasValue("status 500: broken");
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatTimesOutForEverIsPoisonToo(Transport transport) {
    Flow flow = flow(transport, 3);
    List<WriteReceipt.Queued> receipts = write(flow, 20);
    poison(flow, receipts.get(0), TIMED_OUT);

    flow.run(40);

    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w0");
    assertThat(flow.rig.effects()).hasSize(19);
  }

  @ParameterizedTest
  @EnumSource
  void twoPoisonousRecordsOfDifferentKeysBothFail(Transport transport) {
    Flow flow = flow(transport, 3);
    List<WriteReceipt.Queued> receipts = write(flow, 40);
    poison(flow, receipts.get(0), UNAVAILABLE);
    poison(flow, receipts.get(1), UNAVAILABLE);

    flow.run(400);

    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w0", "w1");
    assertThat(flow.rig.effects()).hasSize(38).doesNotHaveDuplicates();
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBehindItUnderItsOwnKeyWaitsForItsEnd(Transport transport) {
    Flow flow = flow(transport, 3);
    WriteReceipt.Queued first = queue(flow, "shared", "first");
    queue(flow, "shared", "second");
    write(flow, 30);
    poison(flow, first, UNAVAILABLE);

    flow.run(60);

    // The key is the coordinate, so that the second is as poisonous as the first.
    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("first", "second");
    List<String> tried =
        flow.rig.service().deliveries().stream().map(d -> d.requestId().value()).toList();
    assertThat(tried.lastIndexOf("first")).isLessThan(tried.indexOf("second"));
    assertThat(flow.rig.effects()).hasSize(30);
  }

  @Test
  void theNumberOfAttemptsIsTheOneThatIsSet() {
    Flow flow = flow(Transport.DIRECT, 3, "SOMABRAIN_OUTBOX_MAX_RETRIES", "2");
    poison(flow, write(flow, 20).get(0), UNAVAILABLE);

    flow.run(20);

    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w0");
    assertThat(flow.tries("w0")).isEqualTo(2);
  }

  /** Other tenants' writes and its own reads say nothing about its writes. */
  @ParameterizedTest
  @EnumSource
  void aPoisonousRecordAloneWaitsUntilALaterWriteOfItsTenantPasses(Transport transport) {
    Flow flow = flow(transport, 3);
    poison(flow, write(flow, 1).get(0), UNAVAILABLE);

    for (int i = 0; i < 40; i++) {
      flow.rig.remember("beta", "key", "beta-" + i);
      flow.turn(OTHER, Duration.ofSeconds(1));
      flow.turn(TENANT, Duration.ofSeconds(5));
    }
    assertThat(flow.withStatus(EventStatus.FAILED)).isEmpty();

    assertThat(flow.rig.remember("late", "late")).isInstanceOf(WriteReceipt.Queued.class);
    write(flow, 1, 10);
    flow.run(400);
    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w0");
    assertThat(flow.rig.effects()).contains("late");
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void anOperatorGivesUpAPoisonousRecordThatIsAlone(Transport transport) {
    Flow flow = flow(transport, 1);
    WriteReceipt.Queued alone = write(flow, 1).get(0);
    poison(flow, alone, UNAVAILABLE);
    flow.run(20);
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);

    flow.rig
        .get(OutboxAdministration.class)
        .discard(List.of(alone.eventId()), new DiscardOptions(true, false));
    queue(flow, "late", "late");
    flow.run(400);

    assertThat(flow.rig.effects()).containsExactly("late");
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  /** The service stores it all, and its answers are longer than we read. */
  @Test
  void answersOverOurOwnLimitsOpenNoCircuit() {
    Flow flow = flow(Transport.DIRECT, 1);
    write(flow, 3);
    flow.rig
        .service()
        .answer(
            TENANT,
            ServiceResults.failed(
                CallFailure.of(FailureClass.OVER_OUR_LIMITS, "200", "over 1 MiB")));

    flow.run(20);

    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
    assertThat(flow.withStatus(EventStatus.PENDING)).hasSize(3);
  }

  /** An ingress without a backend. */
  @Test
  void whatSomethingInFrontAnswersToEverythingFailsNoRecord() {
    Flow flow = flow(Transport.DIRECT, 3);
    write(flow, 5);
    flow.rig.service().answerEverybody(ServiceResults.notOfTheService("default backend - 404"));

    flow.run(200);
    assertThat(flow.withStatus(EventStatus.FAILED)).isEmpty();
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);

    flow.rig.service().recover();
    flow.run(200);
    assertThat(flow.rig.effects()).containsExactly("w0", "w1", "w2", "w3", "w4");
  }

  @Test
  void aPoisonousRecordAloneWaitsWhereNothingTellsItFromAnOutage() {
    Flow flow = flow(Transport.DIRECT, 3);
    poison(flow, write(flow, 1).get(0), UNAVAILABLE);

    flow.run(5_000);

    assertThat(flow.withStatus(EventStatus.PENDING)).containsExactly("w0");
    assertThat(flow.rig.outbox().events().get(0).retries()).isZero();
  }

  /** The hardest moment: the probe of the open circuit is the poison itself. */
  @Test
  void aCircuitThatPoisonOpenedClosesAgain() {
    Flow flow = flow(Transport.DIRECT, 1);
    WriteReceipt.Queued alone = write(flow, 1).get(0);
    poison(flow, alone, UNAVAILABLE);
    flow.run(100);
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);

    write(flow, 1, 20);
    flow.run(400);

    assertThat(flow.withStatus(EventStatus.FAILED)).containsExactly("w0");
    assertThat(flow.rig.effects()).hasSize(20);
    assertThat(flow.rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  /** All of it refused: that says as much about the records as about the service. */
  @Test
  void recordsThatAreRefusedProveNothing() {
    Flow flow = flow(Transport.DIRECT, 3);
    List<WriteReceipt.Queued> receipts = write(flow, 10);
    flow.rig.service().answer(TENANT, ServiceResults.refused("odd"));
    poison(flow, receipts.get(0), UNAVAILABLE);

    flow.run(2_000);

    assertThat(flow.withStatus(EventStatus.PENDING)).containsExactly("w0");
    assertThat(flow.withStatus(EventStatus.FAILED)).hasSize(9);
    assertThat(flow.rig.outbox().events().get(0).retries()).isZero();
  }

  private static Flow flow(Transport transport, int threshold, String... more) {
    List<String> variables = new ArrayList<>(List.of(more));
    variables.addAll(
        List.of(
            "SOMABRAIN_MEMORY_WRITE_MODE",
            "fast_ack",
            "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
            String.valueOf(threshold)));
    return new Flow(transport, variables.toArray(String[]::new));
  }

  private static void poison(
      Flow flow, WriteReceipt.Queued receipt, CallResult<WriteConfirmation> answer) {
    flow.rig.service().answerAt(TENANT, receipt.coordinate(), answer);
  }

  private static List<WriteReceipt.Queued> write(Flow flow, int count) {
    return write(flow, 0, count);
  }

  private static List<WriteReceipt.Queued> write(Flow flow, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> queue(flow, "key-" + i, "w" + i))
        .toList();
  }

  private static WriteReceipt.Queued queue(Flow flow, String key, String requestId) {
    return (WriteReceipt.Queued) flow.rig.remember(key, requestId);
  }
}
