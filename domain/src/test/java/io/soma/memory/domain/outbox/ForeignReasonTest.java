package io.soma.memory.domain.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignReasonTest {

  private static final Namespace NAMESPACE = Namespace.of("tenant:notes");
  private static final WriteIdentity IDENTITY = identity(1, "dedupe");
  private static final Delivery OWN =
      delivery(NAMESPACE, WriteOperation.STORE, "0.1,0.2,0.3", IDENTITY, "{}");

  @Test
  void aRecordThatEqualsItsEventIsNotForeign() {
    assertThat(ForeignReason.difference(OWN, OWN)).isEmpty();
  }

  static Stream<Delivery> otherWrites() {
    return Stream.of(
        delivery(NAMESPACE, WriteOperation.STORE, "0.1,0.2,0.3", identity(1, "other"), "{}"),
        delivery(NAMESPACE, WriteOperation.STORE, "0.1,0.2,0.3", identity(2, "dedupe"), "{}"),
        delivery(NAMESPACE, WriteOperation.DELETE, "0.1,0.2,0.3", IDENTITY, "{}"),
        delivery(NAMESPACE, WriteOperation.STORE, "0.1,0.2,0.4", IDENTITY, "{}"),
        delivery(
            Namespace.of("tenant:other"), WriteOperation.STORE, "0.1,0.2,0.3", IDENTITY, "{}"));
  }

  @ParameterizedTest
  @MethodSource("otherWrites")
  void aRecordThatWouldDoSomethingElseIsOfAnotherWrite(Delivery record) {
    assertThat(ForeignReason.difference(OWN, record)).contains(ForeignReason.OTHER_WRITE);
  }

  @Test
  void aRecordWithAnotherBodyIsForeign() {
    Delivery record =
        delivery(NAMESPACE, WriteOperation.STORE, "0.1,0.2,0.3", IDENTITY, "{\"a\":1}");

    assertThat(ForeignReason.difference(OWN, record)).contains(ForeignReason.OTHER_BODY);
  }

  @ParameterizedTest
  @EnumSource(ForeignReason.class)
  void hasAnOwnNameAndWords(ForeignReason reason) {
    assertThat(reason.wireName()).matches("[a-z]+(_[a-z]+)+");
    assertThat(reason.words()).startsWith("it");
  }

  private static WriteIdentity identity(long key, String dedupe) {
    return new WriteIdentity(
        new RequestId("r"), new IdempotencyKey(new UUID(0, key)), new DedupeKey(dedupe));
  }

  private static Delivery delivery(
      Namespace namespace,
      WriteOperation operation,
      String coordinate,
      WriteIdentity identity,
      String body) {
    return new Delivery(namespace, operation, new Coordinate(coordinate), identity, body, null);
  }
}
