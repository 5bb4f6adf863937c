package io.soma.memory.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.KeySource;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatOutcomeTest {

  private static final TenantId ACME = new TenantId("acme");
  private static final Fingerprint CONTENT = new Fingerprint("a".repeat(64));
  private static final Fingerprint OTHER = new Fingerprint("b".repeat(64));
  private static final Delivery WRITE =
      write(WriteOperation.STORE, new Coordinate("1.0,2.0"), CONTENT);

  @Test
  void theSameWriteIsJudgedByHowFarItHasCome() {
    assertThat(judge(EventStatus.PENDING, false, false)).isEqualTo(RepeatOutcome.Kind.STILL_QUEUED);
    assertThat(judge(EventStatus.SENT, false, true)).isEqualTo(RepeatOutcome.Kind.STILL_QUEUED);
    assertThat(judge(EventStatus.SENT, true, false)).isEqualTo(RepeatOutcome.Kind.ALREADY_STORED);
    assertThat(judge(EventStatus.SENT, true, true))
        .isEqualTo(RepeatOutcome.Kind.ALREADY_SUPERSEDED);
    assertThat(judge(EventStatus.FAILED, false, false))
        .isEqualTo(RepeatOutcome.Kind.ALREADY_FAILED);
  }

  @Test
  void anotherWriteIsToldWhatDiffers() {
    assertThat(difference(write(WriteOperation.DELETE, new Coordinate("1.0,2.0"), OTHER)))
        .isEqualTo("the first write is a memory.store, this one is a memory.delete");
    assertThat(difference(write(WriteOperation.STORE, new Coordinate("3.0,4.0"), OTHER)))
        .isEqualTo("the first write is to 1.0,2.0, this one is to 3.0,4.0");
    assertThat(difference(write(WriteOperation.STORE, new Coordinate("1.0,2.0"), OTHER)))
        .isEqualTo("the content differs");
  }

  @Test
  void aWriteWithoutAFingerprintIsNoRepeatOfAnything() {
    KnownWrite ofBefore = known(EventStatus.PENDING, false, false, null);

    assertThat(RepeatOutcome.of(WRITE, ofBefore).kind()).isEqualTo(RepeatOutcome.Kind.KEY_REUSED);
    assertThat(ofBefore.isRepeatedBy(WRITE)).isFalse();
  }

  @Test
  void aRequestAloneRepeatsTheNewestUnconfirmedWriteOnly() {
    assertThat(known(EventStatus.PENDING, false, false, CONTENT).isRepeatedBy(WRITE)).isTrue();
    assertThat(known(EventStatus.SENT, false, false, CONTENT).isRepeatedBy(WRITE)).isTrue();
    assertThat(known(EventStatus.PENDING, false, true, CONTENT).isRepeatedBy(WRITE)).isFalse();
    assertThat(known(EventStatus.SENT, true, false, CONTENT).isRepeatedBy(WRITE)).isFalse();
    assertThat(known(EventStatus.FAILED, false, false, CONTENT).isRepeatedBy(WRITE)).isFalse();
    assertThat(known(EventStatus.PENDING, false, false, OTHER).isRepeatedBy(WRITE)).isFalse();
  }

  private static RepeatOutcome.Kind judge(
      EventStatus status, boolean confirmed, boolean overtaken) {
    return RepeatOutcome.of(WRITE, known(status, confirmed, overtaken, CONTENT)).kind();
  }

  private static String difference(Delivery other) {
    KnownWrite first = known(EventStatus.PENDING, false, false, CONTENT);
    return RepeatOutcome.of(other, first).difference();
  }

  private static KnownWrite known(
      EventStatus status, boolean confirmed, boolean overtaken, @Nullable Fingerprint content) {
    return new KnownWrite(
        new EventStanding(new EventId(7), ACME, WRITE.orderingKey(), status, confirmed, overtaken),
        WRITE.requestId(),
        WRITE.operation().topic(),
        WRITE.idempotencyKey(),
        content,
        null);
  }

  private static Delivery write(WriteOperation operation, Coordinate at, Fingerprint content) {
    RequestId id = new RequestId("r-1");
    return new Delivery(
        Namespace.of("memory:acme"),
        operation,
        at,
        new KeySource(true, "key", null).identity(ACME, id, content),
        "{}",
        null);
  }
}
