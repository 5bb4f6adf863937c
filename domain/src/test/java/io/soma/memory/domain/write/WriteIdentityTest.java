package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class WriteIdentityTest {

  private static final TenantId TENANT = new TenantId("tenant");
  private static final Fingerprint FINGERPRINT = new Fingerprint("0".repeat(64));

  @Test
  void aWriteUnderItsRequestIdMayBeNumbered() {
    WriteIdentity identity = identity(false);

    assertThat(identity.isNamed()).isFalse();
    assertThat(identity.mayBeNumbered()).isTrue();
    assertThat(identity.numbered(TENANT, 1).idempotencyKey())
        .isNotEqualTo(identity.idempotencyKey());
  }

  @Test
  void aNamedWriteMayNot() {
    WriteIdentity identity = identity(true);

    assertThat(identity.isNamed()).isTrue();
    assertThat(identity.mayBeNumbered()).isFalse();
    assertThatThrownBy(() -> identity.numbered(TENANT, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStoredWriteMayNot() {
    WriteIdentity stored = identity(false).asStored();

    assertThat(stored.isNamed()).isFalse();
    assertThat(stored.mayBeNumbered()).isFalse();
    assertThatThrownBy(() -> stored.numbered(TENANT, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNamedKeyIsVisibleAsciiAndShowsItself() {
    assertThat(new NamedKey("order-7")).hasToString("order-7");
    assertThatThrownBy(() -> new NamedKey("a b")).isInstanceOf(InvalidWriteException.class);
  }

  private static WriteIdentity identity(boolean named) {
    return new KeySource(named, "name", null)
        .identity(TENANT, new RequestId("request"), FINGERPRINT);
  }
}
