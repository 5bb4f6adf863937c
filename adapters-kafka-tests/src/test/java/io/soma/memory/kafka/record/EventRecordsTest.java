package io.soma.memory.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.kafka.ReceivedRecord;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final TenantId tenant = new TenantId("t_a");
  private final TenantTopics topics = new TenantTopics(KafkaConfig.of("unused:1"));
  private final OutboxEvent event =
      SampleEvents.event(
          tenant, 7, WriteOperation.LINK, "{\"metadata\":\"é日\"}", new TraceParent(TRACE));
  private final ProducerRecord<byte[], byte[]> encoded =
      EventRecords.encode(event, topics.topicOf(tenant), 0);

  @Test
  void consumersInOtherLanguagesFindTheirHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : encoded.headers()) {
      headers.put(header.key(), new String(header.value(), UTF_8));
    }

    String key = event.delivery().idempotencyKey().toString();
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("tenant-id", "t_a"),
                Map.entry("soma-namespace", "somabrain:prod:wm"),
                Map.entry("outbox-id", "0b8e0f5c-3d0f-4d35-9a55-1d5c2c3a7e11"),
                Map.entry(
                    "body-digest",
                    "b1d2ba70df306eac0900ca42206d4901a350a408e5cce6b213c36f4a4cc9b6f7"),
                Map.entry("dedupe-key", "t_a:" + key),
                Map.entry("idempotency-key", key),
                Map.entry("event-id", "7"),
                Map.entry("event-topic", "graph.link"),
                Map.entry("event-created-at", "2026-01-02T03:04:05.685901Z"),
                Map.entry("retry-count", "2"),
                Map.entry("x-request-id", "request-7"),
                Map.entry("x-schema-version", "2"),
                Map.entry("traceparent", TRACE)));
  }

  @Test
  void theKeyIsTenantAndCoordinateAndTheValueTheBody() {
    assertThat(new String(encoded.key(), UTF_8)).isEqualTo("t_a:7.0,-0.5,3.8e-05");
    assertThat(new String(encoded.value(), UTF_8)).isEqualTo("{\"metadata\":\"é日\"}");
  }

  @Test
  void anEventComesBackWhole() {
    assertThat(decode(encoded)).isEqualTo(new DecodedRecord.Event(event));
  }

  @Test
  void anEventWithoutATraceComesBackWithoutOne() {
    OutboxEvent untraced = SampleEvents.event(tenant, 8);
    ProducerRecord<byte[], byte[]> sent = EventRecords.encode(untraced, topics.topicOf(tenant), 0);

    assertThat(sent.headers().lastHeader("traceparent")).isNull();
    assertThat(decode(sent)).isEqualTo(new DecodedRecord.Event(untraced));
  }

  @Test
  void anyDedupeKeyOfTheTenantIsKeptAsItIs() {
    encoded.headers().remove("dedupe-key").add("dedupe-key", "t_a:of-a-named-key".getBytes(UTF_8));

    assertThat(decode(encoded))
        .isInstanceOfSatisfying(
            DecodedRecord.Event.class,
            whole ->
                assertThat(whole.event().delivery().dedupeKey())
                    .isEqualTo(new DedupeKey("t_a:of-a-named-key")));
  }

  @Test
  void aBodyThatIsNotThatOfTheDigestIsDamage() {
    ProducerRecord<byte[], byte[]> changed =
        new ProducerRecord<>(
            encoded.topic(), 0, null, encoded.key(), "{}".getBytes(UTF_8), encoded.headers());

    assertThat(decode(changed))
        .isInstanceOfSatisfying(
            DecodedRecord.Damaged.class,
            damaged -> assertThat(damaged.reason()).startsWith("header body-digest is"));
  }

  @Test
  void anEventOfThePreviousVersionBelongsToNoOutbox() {
    encoded.headers().remove("x-schema-version").add("x-schema-version", "1".getBytes(UTF_8));
    encoded.headers().remove("outbox-id").remove("body-digest");

    assertThat(decode(encoded))
        .isEqualTo(
            new DecodedRecord.Event(
                new OutboxEvent(
                    OutboxIdentity.NONE,
                    event.id(),
                    event.createdAt(),
                    event.retries(),
                    event.delivery())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant-id",
        "soma-namespace",
        "outbox-id",
        "body-digest",
        "dedupe-key",
        "idempotency-key",
        "event-id",
        "event-topic",
        "event-created-at",
        "retry-count",
        "x-request-id",
        "x-schema-version"
      })
  void aMissingHeaderIsDamage(String name) {
    encoded.headers().remove(name);

    assertThat(reason()).isEqualTo("the header " + name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "tenant-id,        other",
    "soma-namespace,   with blank",
    "soma-namespace,   ''",
    "outbox-id,        no-uuid",
    "outbox-id,        1-2-3-4-5",
    "body-digest,      F35F",
    "dedupe-key,       other:0b8e0f5c-3d0f-4d35-9a55-1d5c2c3a7e11",
    "idempotency-key,  no-uuid",
    "event-id,         seven",
    "event-topic,      memory.unknown",
    "event-created-at, yesterday",
    "retry-count,      99999999999",
    "x-request-id,     with blank",
    "x-schema-version, 3",
    "traceparent,      00-short",
  })
  void aHeaderOfSomebodyElseIsDamage(String name, String value) {
    encoded.headers().remove(name).add(name, value.getBytes(UTF_8));

    assertThat(reason()).isNotBlank();
  }

  static Stream<Arguments> damagedParts() {
    byte[] key = "t_a:7.0,-0.5,3.8e-05".getBytes(UTF_8);
    byte[] body = "{}".getBytes(UTF_8);
    byte[] noText = {(byte) 0xC3, (byte) 0x28};
    // Their digests are right; the other errors are found all the same.
    return Stream.of(
        Arguments.of(null, body, "the key is missing"),
        Arguments.of(key, null, "the value is missing"),
        Arguments.of(noText, body, "the key is not UTF-8"),
        Arguments.of(key, noText, "the value is not UTF-8"),
        Arguments.of("t_b:7.0".getBytes(UTF_8), body, "the key \"t_b:7.0\" is not the tenant's"));
  }

  @ParameterizedTest
  @MethodSource("damagedParts")
  void aBrokenKeyOrBodyIsDamage(byte[] key, byte[] value, String reason) {
    if (value != null) {
      encoded
          .headers()
          .remove("body-digest")
          .add("body-digest", BodyDigest.of(value).getBytes(UTF_8));
    }
    ProducerRecord<byte[], byte[]> broken =
        new ProducerRecord<>(encoded.topic(), 0, null, key, value, encoded.headers());

    assertThat(decode(broken)).isEqualTo(new DecodedRecord.Damaged(reason));
  }

  @Test
  void anEventInAnotherTenantsTopicIsDamage() {
    ProducerRecord<byte[], byte[]> smuggled =
        EventRecords.encode(event, topics.topicOf(new TenantId("victim")), 0);

    assertThat(decode(smuggled))
        .isEqualTo(
            new DecodedRecord.Damaged("tenant t_a belongs into topic soma.memory.writes.t.-a"));
  }

  @Test
  void reasonsKeepThePayloadOut() {
    for (String name : List.of("event-id", "event-topic", "soma-namespace")) {
      encoded.headers().remove(name);
      assertThat(reason()).doesNotContain("é");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event-id",
        "retry-count",
        "outbox-id",
        "event-created-at",
        "event-topic",
        "soma-namespace",
        "tenant-id",
        "x-request-id",
        "traceparent"
      })
  void aReasonIsShortAndForgesNoLine(String name) {
    String forged = "1\n2026-11-30 12:00:00 INFO all is well\u2028" + "z".repeat(100_000);
    encoded.headers().remove(name).add(name, forged.getBytes(UTF_8));

    assertThat(reason()).hasSizeLessThan(300).doesNotContainPattern("[^ -~]");
  }

  private String reason() {
    DecodedRecord decoded = decode(encoded);
    assertThat(decoded).isInstanceOf(DecodedRecord.Damaged.class);
    return ((DecodedRecord.Damaged) decoded).reason();
  }

  private DecodedRecord decode(ProducerRecord<byte[], byte[]> sent) {
    return EventDecoding.decode(ReceivedRecord.of(sent), topics);
  }
}
