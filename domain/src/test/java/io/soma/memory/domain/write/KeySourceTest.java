package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Known keys were computed with Python's hashlib and uuid. */
class KeySourceTest {

  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final RequestId REQUEST = new RequestId("req-1");
  private static final Fingerprint CONTENT =
      new Fingerprint("dc7c4db81c0a6247ca820907f75d97b823c23a52e98a43044fb7232a8499d32e");
  private static final Fingerprint OTHER_CONTENT = new Fingerprint("a".repeat(64));

  @Test
  void knownKeysOfRequests() {
    assertThat(ofRequest(ACME, null, CONTENT).idempotencyKey())
        .hasToString("e789424d-d4da-4399-b1e7-f4308b63f18a");
    assertThat(ofRequest(ACME, 2, CONTENT).idempotencyKey())
        .hasToString("a9280e49-2505-4afe-bbf4-8b4e9cd4aaf1");
    assertThat(ofRequest(ACME, null, CONTENT).numbered(ACME, 7).idempotencyKey())
        .hasToString("f8a13868-d202-4fc8-855c-22105d191f3c");
    assertThat(ofRequest(OTHER, null, CONTENT).idempotencyKey())
        .hasToString("65f95d2c-3c7b-4453-b30f-624f3c14aab9");
  }

  @Test
  void knownKeysOfNamedWrites() {
    WriteIdentity named = named(ACME, CONTENT);

    assertThat(named.idempotencyKey()).hasToString("afc169a8-e1b0-4924-828b-a21f92f1d516");
    assertThat(named.dedupeKey()).hasToString("acme:52471609-911c-4638-9bdc-ad3ae40f319d");
  }

  @Test
  void otherContentUnderOneRequestIdIsAnotherWrite() {
    WriteIdentity first = ofRequest(ACME, null, CONTENT);
    WriteIdentity second = ofRequest(ACME, null, OTHER_CONTENT);

    assertThat(first.dedupeKey()).isNotEqualTo(second.dedupeKey());
    assertThat(first.idempotencyKey()).isNotEqualTo(second.idempotencyKey());
  }

  @Test
  void otherContentUnderANamedKeyMeetsTheFirstInTheOutboxAlone() {
    assertThat(named(ACME, CONTENT).dedupeKey()).isEqualTo(named(ACME, OTHER_CONTENT).dedupeKey());
    assertThat(named(ACME, CONTENT).idempotencyKey())
        .isNotEqualTo(named(ACME, OTHER_CONTENT).idempotencyKey());
  }

  @Test
  void noKeyOfATenantMeetsThatOfAnother() {
    String uuid = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    KeySource source = new KeySource(true, uuid, null);

    assertThat(source.identity(ACME, REQUEST, CONTENT).idempotencyKey())
        .isNotEqualTo(source.identity(OTHER, REQUEST, CONTENT).idempotencyKey());
  }

  @Test
  void everyKeyHasTheShapeOfAUuidOfVersionFour() {
    for (int i = 0; i < 200; i++) {
      WriteIdentity write = ofRequest(ACME, i, CONTENT);
      assertThat(write.idempotencyKey().value().version()).isEqualTo(4);
      assertThat(write.idempotencyKey().value().variant()).isEqualTo(2);
    }
  }

  @Test
  void aNamedWriteTakesNoNumber() {
    assertThatIllegalStateException().isThrownBy(() -> named(ACME, CONTENT).numbered(ACME, 1));
  }

  private static WriteIdentity ofRequest(
      TenantId tenant, @Nullable Integer index, Fingerprint content) {
    return new KeySource(false, REQUEST.value(), index).identity(tenant, REQUEST, content);
  }

  private static WriteIdentity named(TenantId tenant, Fingerprint content) {
    return new KeySource(true, "order-17", null).identity(tenant, REQUEST, content);
  }
}
