package io.soma.memory.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Payload;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadNormalisationTest {

  static List<Arguments> cases() {
    return List.of(
        Arguments.of("phase", "  PLAN\t", "plan"),
        Arguments.of("phase", "plan", "plan"),
        Arguments.of("phase", 3, 3L),
        Arguments.of("quality_score", 0.25, new BigDecimal("0.25")),
        Arguments.of("quality_score", 1.5, BigDecimal.ONE),
        Arguments.of("quality_score", 7, BigDecimal.ONE),
        Arguments.of("quality_score", new BigDecimal("1E+300"), BigDecimal.ONE),
        Arguments.of("quality_score", BigInteger.TEN.pow(90), BigDecimal.ONE),
        Arguments.of("quality_score", BigInteger.TEN.pow(90).negate(), BigDecimal.ZERO),
        Arguments.of("quality_score", -0.1, BigDecimal.ZERO),
        Arguments.of("quality_score", Long.MIN_VALUE, BigDecimal.ZERO),
        Arguments.of("domains", "Ops, Sales  HR,,\tIT\n", List.of("ops", "sales", "hr", "it")),
        Arguments.of("domains", " , ", List.of()),
        Arguments.of("domains", "", List.of()),
        Arguments.of("domains", List.of(" Ops ", "a, b", ""), List.of("ops", "a, b")),
        Arguments.of("domains", Arrays.asList(1, null, true), List.of("1", "true")),
        Arguments.of("domains", List.of(Map.of("a", 1), List.of("b"), "C"), List.of("c")),
        Arguments.of("domains", 5, List.of("5")),
        Arguments.of("domains", List.of(), List.of()),
        Arguments.of("reasoning_chain", "because", List.of("because")),
        Arguments.of("reasoning_chain", Map.of("a", 1), List.of(Map.of("a", 1L))),
        Arguments.of("reasoning_chain", List.of("A", 2), List.of("A", 2L)),
        Arguments.of("reasoning_chain", List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void knownFieldsAreBroughtIntoForm(String field, Object given, Object expected) {
    Map<String, Object> fields = normalised(Map.of(field, given, "other", " X "));
    assertThat(fields.get(field)).isEqualTo(expected);
    assertThat(fields).hasSize(2).containsEntry("other", " X ");
  }

  static List<Object> noNumbers() {
    return List.of("0.7", true, List.of(1), Map.of());
  }

  @ParameterizedTest
  @MethodSource("noNumbers")
  void aQualityScoreThatIsNoNumberIsDropped(Object score) {
    assertThat(normalised(Map.of("quality_score", score))).isEmpty();
  }

  @Test
  void nullsStayExceptAQualityScore() {
    Map<String, Object> payload = new HashMap<>();
    for (String field : List.of("phase", "domains", "reasoning_chain", "quality_score")) {
      payload.put(field, null);
    }
    Map<String, Object> fields = normalised(payload);
    assertThat(fields).containsOnlyKeys("phase", "domains", "reasoning_chain");
    assertThat(fields.values()).containsOnlyNulls();
  }

  @Test
  void whatIsNotThereIsNotAdded() {
    assertThat(normalised(Map.of())).isEmpty();
  }

  @Test
  void lowerCaseIsTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(normalised(Map.of("phase", "INIT", "domains", "AI")))
          .containsEntry("phase", "init")
          .containsEntry("domains", List.of("ai"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Map<String, Object> normalised(Map<String, ?> payload) {
    Map<String, Object> fields = new HashMap<>(Payload.of(payload).tree());
    PayloadNormalisation.apply(fields);
    return fields;
  }
}
