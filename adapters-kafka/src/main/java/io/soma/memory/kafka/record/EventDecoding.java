package io.soma.memory.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.kafka.record.EventRecords.Header;
import io.soma.memory.kafka.topics.TenantTopics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record; trusts nothing in it. Whether the event is one of our outbox is not judged
 * here, but where the events of every transport arrive.
 */
public final class EventDecoding {

  private final ConsumerRecord<byte[], byte[]> source;

  private EventDecoding(ConsumerRecord<byte[], byte[]> source) {
    this.source = source;
  }

  /** The event in a record, if it is one and belongs into the topic that it came through. */
  public static DecodedRecord decode(ConsumerRecord<byte[], byte[]> source, TenantTopics topics) {
    try {
      OutboxEvent event = new EventDecoding(source).event();
      String topic = topics.topicOf(event.tenant());
      if (!topic.equals(source.topic())) {
        return new DecodedRecord.Damaged(
            "tenant " + event.tenant() + " belongs into topic " + topic);
      }
      return new DecodedRecord.Event(event);
    } catch (RuntimeException e) {
      // An exception of a parser on a foreign record holds back no other record.
      return new DecodedRecord.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private OutboxEvent event() {
    OutboxIdentity outbox = outbox();
    return new OutboxEvent(
        outbox,
        new EventId(Long.parseLong(header(Header.EVENT_ID))),
        Instant.parse(header(Header.EVENT_CREATED_AT)),
        Integer.parseInt(header(Header.RETRY_COUNT)),
        delivery());
  }

  private OutboxIdentity outbox() {
    if (header(Header.SCHEMA_VERSION).equals(EventRecords.VERSION_WITHOUT_OUTBOX)) {
      return OutboxIdentity.NONE;
    }
    require(Header.SCHEMA_VERSION, EventRecords.SCHEMA_VERSION);
    require(Header.BODY_DIGEST, BodyDigest.of(bytes("value", source.value())));
    return new OutboxIdentity(uuid(Header.OUTBOX_ID));
  }

  private Delivery delivery() {
    String tenant = header(Header.TENANT_ID);
    Namespace namespace = new Namespace(header(Header.NAMESPACE), new TenantId(tenant));
    String key = text("key", source.key());
    if (!key.startsWith(tenant + ":")) {
      throw new IllegalArgumentException("the key " + Quoted.of(key) + " is not the tenant's");
    }
    return new Delivery(
        namespace,
        WriteOperation.ofTopic(header(Header.EVENT_TOPIC)),
        new Coordinate(key.substring(tenant.length() + 1)),
        identity(tenant),
        text("value", source.value()),
        traceParent());
  }

  private WriteIdentity identity(String tenant) {
    String dedupeKey = header(Header.DEDUPE_KEY);
    if (!dedupeKey.startsWith(tenant + ":")) {
      throw new IllegalArgumentException(
          "the dedupe key " + Quoted.of(dedupeKey) + " is not the tenant's");
    }
    return new WriteIdentity(
        new RequestId(header(Header.REQUEST_ID)),
        new IdempotencyKey(uuid(Header.IDEMPOTENCY_KEY)),
        new DedupeKey(dedupeKey));
  }

  private UUID uuid(String name) {
    String text = header(name);
    UUID uuid = UUID.fromString(text);
    // It also accepts short parts, which no writer produces.
    if (!uuid.toString().equals(text)) {
      throw new IllegalArgumentException("header " + name + " is " + Quoted.of(text) + ", no UUID");
    }
    return uuid;
  }

  private @Nullable TraceParent traceParent() {
    return source.headers().lastHeader(Header.TRACE_PARENT) == null
        ? null
        : new TraceParent(header(Header.TRACE_PARENT));
  }

  private void require(String name, String expected) {
    String actual = header(name);
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          "header " + name + " is " + Quoted.of(actual) + ", not " + Quoted.of(expected));
    }
  }

  private String header(String name) {
    var header = source.headers().lastHeader(name);
    return text("header " + name, header == null ? null : header.value());
  }

  private static byte[] bytes(String what, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalArgumentException("the " + what + " is missing");
    }
    return bytes;
  }

  private static String text(String what, byte @Nullable [] bytes) {
    ByteBuffer given = ByteBuffer.wrap(bytes(what, bytes));
    try {
      // A decoder of its own reports malformed input, which the constructor of String replaces.
      return UTF_8.newDecoder().decode(given).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the " + what + " is not UTF-8", e);
    }
  }
}
