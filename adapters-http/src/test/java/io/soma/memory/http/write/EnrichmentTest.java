package io.soma.memory.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.JsonText;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentTest {

  private static final Enrichment ENRICHMENT =
      new Enrichment(
          "user:42",
          "sandbox-tenant",
          Namespace.of("memory:sandbox-tenant"),
          MemoryType.SEMANTIC,
          new Coordinate("0.5,-1.0,3.839656710624695e-05"),
          Instant.ofEpochSecond(1_700_000_000, 123_456_789));

  private static final List<String> TEXT_FIELDS =
      List.of("task", "text", "content", "what", "fact", "headline", "description");

  private static final Map<String, Object> ADDED =
      Map.of(
          "text", "user:42",
          "content", "user:42",
          "id", "user:42",
          "timestamp", new BigDecimal("1700000000.123456"),
          "universe", "sandbox-tenant",
          "namespace", "memory:sandbox-tenant",
          "tenant", "sandbox-tenant",
          "memory_type", "semantic",
          "coordinate", new JsonText.Raw("[0.5,-1.0,0.00003839656710624695]"));

  @Test
  void anEmptyPayloadGetsEveryField() {
    assertThat(enriched(Map.of())).isEqualTo(ADDED);
  }

  @Test
  void onTheWireTheTimestampIsAFloatAndTheCoordinateAreNumbers() {
    assertThat(JsonText.render(ENRICHMENT.enrich(Payload.of(Map.of()))))
        .contains("\"timestamp\":1700000000.123456,")
        .contains("\"coordinate\":[0.5,-1.0,0.00003839656710624695]");
    Enrichment onTheSecond = at(Instant.ofEpochSecond(1_700_000_000));
    assertThat(JsonText.render(onTheSecond.enrich(Payload.of(Map.of()))))
        .contains("\"timestamp\":1700000000.000000,");
    Enrichment beforeTheEpoch = at(Instant.ofEpochSecond(-1, 500_000_000));
    assertThat(JsonText.render(beforeTheEpoch.enrich(Payload.of(Map.of()))))
        .contains("\"timestamp\":-0.500000,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5,-1.0 | [0.5,-1.0]",
        "-0.0,1.0 | [0.0,1.0]",
        "1.0,-0.0 | [1.0,0.0]",
        "-0.0 | [0.0]",
        "-0.05,0.0 | [-0.05,0.0]",
        "1e-05,2.5 | [0.00001,2.5]",
        "1e+16 | [1E+16]",
      })
  void coordinatesAreWrittenAsTheNumbersThatTheyAre(String coordinate, String written) {
    assertThat(NumericCoordinates.toJson(new Coordinate(coordinate))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "content",
        "id",
        "timestamp",
        "universe",
        "namespace",
        "tenant",
        "memory_type",
        "coordinate"
      })
  void aFieldThatIsThereIsKeptAndTheOthersAreAdded(String field) {
    Map<String, Object> expected = new HashMap<>(ADDED);
    expected.put(field, 7L);
    assertThat(enriched(Map.of(field, 7))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "content",
        "id",
        "timestamp",
        "universe",
        "namespace",
        "tenant",
        "memory_type",
        "coordinate"
      })
  void aFieldThatIsNullCountsAsAbsent(String field) {
    Map<String, Object> payload = new HashMap<>();
    payload.put(field, null);
    assertThat(enriched(payload)).isEqualTo(ADDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "text", "content", "what", "fact", "headline", "description"})
  void textAndContentAreTheFirstOfSevenFieldsThatIsNotBlank(String first) {
    // In the opposite order, as it must not matter; text and content only where they are the first,
    // or they would stand for themselves.
    Map<String, Object> payload = new LinkedHashMap<>();
    for (int i = TEXT_FIELDS.size() - 1; i >= TEXT_FIELDS.indexOf(first); i--) {
      payload.put(TEXT_FIELDS.get(i), "from " + TEXT_FIELDS.get(i));
    }
    payload.keySet().removeIf(f -> !f.equals(first) && List.of("text", "content").contains(f));
    payload.putIfAbsent("task", " \t\n");
    assertThat(enriched(payload))
        .containsEntry("text", "from " + first)
        .containsEntry("content", "from " + first);
  }

  @Test
  void contentComesFromTextAndTextFromContent() {
    assertThat(enriched(Map.of("text", "a"))).containsEntry("content", "a");
    assertThat(enriched(Map.of("content", "a"))).containsEntry("text", "a");
    assertThat(enriched(Map.of("text", " ", "content", "a"))).containsEntry("text", " ");
    assertThat(enriched(Map.of("text", "a", "content", "b")))
        .containsAllEntriesOf(Map.of("text", "a", "content", "b"));
  }

  @Test
  void textFieldsThatAreNoTextAreLeftOut() {
    Map<String, Object> payload = new HashMap<>(Map.of("task", 1, "fact", "a fact"));
    payload.put("what", null);
    payload.put("headline", List.of("no"));
    assertThat(enriched(payload)).containsEntry("text", "a fact").containsEntry("task", 1L);
  }

  @Test
  void theIdIsTheMemoryIdElseTheKey() {
    assertThat(enriched(Map.of("memory_id", "m-1"))).containsEntry("id", "m-1");
    assertThat(enriched(Map.of("memory_id", 7))).containsEntry("id", 7L);
    assertThat(enriched(Map.of("memory_id", "m-1", "id", "i"))).containsEntry("id", "i");
    Map<String, Object> payload = new HashMap<>();
    payload.put("memory_id", null);
    assertThat(enriched(payload)).containsEntry("id", "user:42");
  }

  @Test
  void knownFieldsAreNormalisedOnTheWay() {
    assertThat(enriched(Map.of("phase", " PLAN ", "domains", "A,b")))
        .containsEntry("phase", "plan")
        .containsEntry("domains", List.of("a", "b"));
  }

  @Test
  void theCallersFieldsStayFirstAndThePayloadStaysAsItWas() {
    Payload payload = Payload.of(Map.of("phase", " X "));
    assertThat(JsonText.render(ENRICHMENT.enrich(payload)))
        .startsWith("{\"phase\":\"x\",\"text\":\"user:42\",\"content\":\"user:42\",");
    assertThat(payload.json()).isEqualTo("{\"phase\":\" X \"}");
  }

  @Test
  void enrichingTwiceChangesNothing() {
    Map<String, Object> once =
        ENRICHMENT.enrich(
            Payload.of(
                Map.of(
                    "domains",
                    Arrays.asList(" A", null, 3),
                    "quality_score",
                    7,
                    "reasoning_chain",
                    "because")));
    once.put("coordinate", List.of());
    assertThat(at(Instant.EPOCH).enrich(Payload.of(once))).isEqualTo(once);
  }

  private static Enrichment at(Instant now) {
    return new Enrichment(
        ENRICHMENT.name(),
        ENRICHMENT.universe(),
        ENRICHMENT.namespace(),
        ENRICHMENT.memoryType(),
        ENRICHMENT.coordinate(),
        now);
  }

  private static Map<String, Object> enriched(Map<String, ?> payload) {
    return ENRICHMENT.enrich(Payload.of(payload));
  }
}
