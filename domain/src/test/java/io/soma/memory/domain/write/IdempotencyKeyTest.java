package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  private static final String UUID_TEXT = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

  // Computed with Python's hashlib and uuid.
  @ParameterizedTest
  @CsvSource({
    "sandbox-tenant, req-1, eb838a20-e2d7-4b37-9cb1-ff918f6765e4",
    "other, req-1, 79d05883-acc2-4bb0-9f34-dc18743f154d"
  })
  void knownKeys(String tenant, String requestId, String key) {
    assertThat(derive(tenant, requestId)).hasToString(key);
  }

  @Test
  void isTheHashOfTenantAndRequestIdShapedAsUuidVersionFour() throws Exception {
    for (int i = 0; i < 200; i++) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("tenant-" + i + "\nreq:" + i).getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
      String variant = Integer.toHexString(8 + Character.digit(hex.charAt(16), 16) % 4);
      String expected =
          String.join(
              "-",
              hex.substring(0, 8),
              hex.substring(8, 12),
              "4" + hex.substring(13, 16),
              variant + hex.substring(17, 20),
              hex.substring(20));
      IdempotencyKey key = derive("tenant-" + i, "req:" + i);
      assertThat(key).hasToString(expected);
      assertThat(key.value().version()).isEqualTo(4);
      assertThat(key.value().variant()).isEqualTo(2);
    }
  }

  @Test
  void aRequestIdThatIsAUuidIsTheKeyItselfWhateverItsVersionAndCase() {
    assertThat(derive("t", UUID_TEXT).value()).isEqualTo(UUID.fromString(UUID_TEXT));
    assertThat(derive("t", UUID_TEXT.toUpperCase(Locale.ROOT))).hasToString(UUID_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UUID_TEXT + ":0",
        "1-2-3-4-5",
        "6f9619ff8b86d011b42d00c04fc964ff",
        "{6f9619ff-8b86-d011-b42d-00c04fc964ff}",
        "6f9619ff-8b86-d011-b42d-00c04fc964fg",
        "6f9619ff-8b86-d011-b42d-00c04fc964f"
      })
  void whatOnlyLooksLikeAUuidIsHashed(String requestId) {
    assertThat(derive("t", requestId).value().version()).isEqualTo(4);
    assertThat(derive("t", requestId)).isNotEqualTo(derive("u", requestId));
  }

  @Test
  void theDedupeKeyTellsTenantsApartThatUseTheSameUuid() {
    assertThat(DedupeKey.of(new TenantId("t"), derive("t", UUID_TEXT)))
        .hasToString("t:" + UUID_TEXT);
    assertThat(DedupeKey.of(new TenantId("u"), derive("u", UUID_TEXT)))
        .hasToString("u:" + UUID_TEXT);
  }

  private static IdempotencyKey derive(String tenant, String requestId) {
    return IdempotencyKey.derive(new TenantId(tenant), new RequestId(requestId));
  }
}
