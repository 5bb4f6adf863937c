package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.Namespace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Known fingerprints were computed with Python's hashlib. */
class FingerprintTest {

  private static final Coordinate AT =
      new Coordinate("-0.12503166683018208,-0.7219827054068446,0.24664257746189833");
  private static final Coordinate FROM = new Coordinate("1.0,2.0");
  private static final Coordinate TO = new Coordinate("3.0,4.0");
  private static final Remember HELLO = Remember.of("test:acme", "hello", Map.of("text", "hi"));

  @Test
  void knownFingerprints() {
    assertThat(Fingerprint.of(HELLO, AT))
        .hasToString("dc7c4db81c0a6247ca820907f75d97b823c23a52e98a43044fb7232a8499d32e");
    assertThat(Fingerprint.of(forget(MemoryAddress.at(AT)), AT))
        .hasToString("acba10e529ba904eee18d7a64ba5133da98cb28596783a7eb6fb11c340b5924a");
    Link link = Link.of("test:acme", "a", "b");
    Link byCoordinate =
        new Link(
            link.namespace(),
            MemoryAddress.key("a"),
            MemoryAddress.at(TO),
            "related",
            1.0,
            Payload.of(Map.of()),
            WriteOptions.NONE);
    assertThat(Fingerprint.of(byCoordinate, FROM, TO))
        .hasToString("f5715fb8bce9bae8d2a39360d16c2c9002c3e1eff78fbd93f9d371d7034e7a5d");
  }

  @Test
  void everyPartOfAWriteCounts() {
    Link link = Link.of("test:acme", "a", "b");
    assertThat(
            List.of(
                Fingerprint.of(HELLO, AT),
                Fingerprint.of(HELLO, TO),
                Fingerprint.of(Remember.of("test:acme", "hello", Map.of("text", "ho")), AT),
                Fingerprint.of(Remember.of("test:acme", "other", Map.of("text", "hi")), AT),
                Fingerprint.of(HELLO.withType(MemoryType.SEMANTIC), AT),
                Fingerprint.of(forget(MemoryAddress.key("hello")), AT),
                Fingerprint.of(forget(MemoryAddress.at(AT)), AT),
                Fingerprint.of(link, FROM, TO),
                Fingerprint.of(link, TO, FROM),
                Fingerprint.of(link.as("other", 1.0, Map.of()), FROM, TO),
                Fingerprint.of(link.as("related", 0.5, Map.of()), FROM, TO),
                Fingerprint.of(link.as("related", 1.0, Map.of("a", 1)), FROM, TO)))
        .doesNotHaveDuplicates();
  }

  @Test
  void numbersCountAsTheyAreWritten() {
    assertThat(ofNumber("1.0")).isNotEqualTo(ofNumber("1.00")).isEqualTo(ofNumber("1.0"));
  }

  @Test
  void theOptionsDoNotCount() {
    assertThat(Fingerprint.of(HELLO.withOptions(WriteOptions.requestId("r")), AT))
        .isEqualTo(Fingerprint.of(HELLO, AT));
  }

  @Test
  void itsBytesGiveItBack() {
    Fingerprint fingerprint = Fingerprint.of(HELLO, AT);

    assertThat(Fingerprint.ofBytes(fingerprint.bytes())).isEqualTo(fingerprint);
  }

  private static Fingerprint ofNumber(String number) {
    return Fingerprint.of(
        Remember.of("test:acme", "hello", Map.of("n", new BigDecimal(number))), AT);
  }

  private static Forget forget(MemoryAddress address) {
    return new Forget(Namespace.of("test:acme"), address, WriteOptions.NONE);
  }
}
