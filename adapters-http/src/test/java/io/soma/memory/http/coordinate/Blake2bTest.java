package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;

class Blake2bTest {

  private static final String OF_ABC =
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
          + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";

  /** Appendix A of RFC 7693. */
  @Test
  void abcHasTheDigestOfTheRfc() {
    byte[] digest = Blake2b.digest("abc".getBytes(StandardCharsets.US_ASCII), 64);

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(OF_ABC);
  }

  @Test
  void textsOfAllLengthsHaveTheDigestsOfAnotherImplementation() {
    Random random = new Random(42);
    for (int length = 0; length <= 400; length++) {
      byte[] input = new byte[length];
      random.nextBytes(input);
      int digestBytes = 1 + random.nextInt(64);

      assertThat(Blake2b.digest(input, digestBytes))
          .as("%d bytes of %d", digestBytes, length)
          .isEqualTo(another(input, digestBytes));
    }
  }

  @Test
  void digestLongerThanTheAlgorithmHasIsRefused() {
    assertThatThrownBy(() -> Blake2b.digest(new byte[0], 65))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] another(byte[] input, int digestBytes) {
    Blake2bDigest blake2b = new Blake2bDigest(8 * digestBytes);
    blake2b.update(input, 0, input.length);
    byte[] digest = new byte[digestBytes];
    blake2b.doFinal(digest, 0);
    return digest;
  }
}
