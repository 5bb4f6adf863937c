package io.soma.memory.http.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteBodyTest {

  private static final Coordinate COORDINATE = new Coordinate("0.5,-1.0");

  @Test
  void aStoreNamesCoordinatePayloadAndType() {
    assertThat(WriteBody.store(COORDINATE, Payload.of(Map.of("a", 1)), MemoryType.EPISODIC))
        .isEqualTo("{\"coord\":\"0.5,-1.0\",\"payload\":{\"a\":1},\"memory_type\":\"episodic\"}");
    assertThat(WriteBody.store(COORDINATE, Payload.of(Map.of()), MemoryType.SEMANTIC))
        .endsWith(",\"payload\":{},\"memory_type\":\"semantic\"}");
  }

  @Test
  void aDeleteIsItsCoordinate() {
    assertThat(WriteBody.delete(COORDINATE)).isEqualTo("{\"coord\":\"0.5,-1.0\"}");
  }

  @Test
  void aLinkNamesBothEndsAndAllThatTheCallerSaid() {
    Link link = Link.of("memory:t", "a", "b").as("causes", 0.25, Map.of("since", 2024));
    assertThat(WriteBody.link(COORDINATE, new Coordinate("2.0"), link))
        .isEqualTo(
            "{\"from_coord\":\"0.5,-1.0\",\"to_coord\":\"2.0\",\"link_type\":\"causes\","
                + "\"strength\":0.25,\"metadata\":{\"since\":2024}}");
  }

  @Test
  void refusesALinkWhoseTypeTheServiceNeverTakes() {
    Link link = Link.of("memory:t", "a", "b");
    Link longest = link.as("\ud83d\ude00".repeat(100), 1, Map.of());
    Link longer = link.as("t".repeat(101), 1, Map.of());

    assertThat(WriteBody.link(COORDINATE, COORDINATE, longest)).contains(longest.type());
    assertThatThrownBy(() -> WriteBody.link(COORDINATE, COORDINATE, longer))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("link type: 1 to 100 characters are allowed");
  }

  @Test
  void aLinkKeepsWhatTheServiceWouldTakeForItselfOutOfItsMetadata() {
    Link link =
        Link.of("memory:t", "a", "b")
            .as("r", 1, Map.of("_tenant", "bob", "strength", 9, "link_type", "x", "tenant", "t"));
    assertThat(WriteBody.link(COORDINATE, new Coordinate("2.0"), link))
        .endsWith("\"metadata\":{\"tenant\":\"t\"}}");
  }

  @Test
  void aPayloadAtItsLimitThatEnrichmentTriplesIsRefusedBeforeTheServiceAnswers500ForEver() {
    String text = "x".repeat(Payload.MAX_BYTES - "{\"task\":\"\"}".length());
    Map<String, Object> enriched = enrich(Map.of("task", text));
    assertThatThrownBy(() -> WriteBody.store(COORDINATE, enriched, MemoryType.EPISODIC))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageMatching("payload: with its enrichment is 3\\d{6} bytes, over 2617344");
  }

  @Test
  void aPayloadAtItsLimitThatEnrichmentDoesNotRepeatIsAllowed() {
    String text = "x".repeat(Payload.MAX_BYTES - "{\"blob\":\"\"}".length());
    assertThat(store(Map.of("blob", text))).hasSizeGreaterThan(Payload.MAX_BYTES);
  }

  @Test
  void itsLimitIsAllowedAndNoByteMore() {
    String task = "é".repeat(400_000);
    int rest = WriteBody.MAX_BYTES - store(Map.of("task", task, "pad", "")).getBytes(UTF_8).length;
    assertThat(store(Map.of("task", task, "pad", "x".repeat(rest))).getBytes(UTF_8))
        .hasSize(WriteBody.MAX_BYTES);
    Map<String, Object> oneMore = enrich(Map.of("task", task, "pad", "x".repeat(rest + 1)));
    assertThatThrownBy(() -> WriteBody.store(COORDINATE, oneMore, MemoryType.EPISODIC))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageContaining("is 2617345 bytes");
  }

  private static String store(Map<String, ?> payload) {
    return WriteBody.store(COORDINATE, enrich(payload), MemoryType.EPISODIC);
  }

  private static Map<String, Object> enrich(Map<String, ?> payload) {
    return new Enrichment(
            "k", "t", Namespace.of("t"), MemoryType.EPISODIC, COORDINATE, Instant.EPOCH)
        .enrich(Payload.of(payload));
  }
}
