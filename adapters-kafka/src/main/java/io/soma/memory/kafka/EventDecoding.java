package io.soma.memory.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.kafka.EventRecords.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads one record; trusts nothing in it. */
final class EventDecoding {

  private final ConsumerRecord<byte[], byte[]> source;

  private EventDecoding(ConsumerRecord<byte[], byte[]> source) {
    this.source = source;
  }

  /** The event in a record, if it is one and belongs into the topic that it came through. */
  static Decoded decode(ConsumerRecord<byte[], byte[]> source, TenantTopics topics) {
    try {
      OutboxEvent event = new EventDecoding(source).event();
      String topic = topics.topicOf(event.tenant());
      if (!topic.equals(source.topic())) {
        return new Decoded.Damaged("tenant " + event.tenant() + " belongs into topic " + topic);
      }
      return new Decoded.Event(event);
    } catch (InvalidInputException | IllegalArgumentException | DateTimeException e) {
      return new Decoded.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private OutboxEvent event() {
    require(Header.SCHEMA_VERSION, EventRecords.SCHEMA_VERSION);
    OutboxEvent event =
        new OutboxEvent(
            new EventId(Long.parseLong(header(Header.EVENT_ID))),
            Instant.parse(header(Header.EVENT_CREATED_AT)),
            Integer.parseInt(header(Header.RETRY_COUNT)),
            delivery());
    require(Header.DEDUPE_KEY, event.delivery().dedupeKey().value());
    return event;
  }

  private Delivery delivery() {
    Namespace namespace = Namespace.of(header(Header.NAMESPACE));
    String tenant = namespace.tenant().value();
    require(Header.TENANT_ID, tenant);
    String key = text("key", source.key());
    if (!key.startsWith(tenant + ":")) {
      throw new IllegalArgumentException("the key " + Quoted.of(key) + " is not the tenant's");
    }
    return new Delivery(
        namespace,
        WriteOperation.ofTopic(header(Header.EVENT_TOPIC)),
        Coordinate.ofCanonical(key.substring(tenant.length() + 1)),
        new RequestId(header(Header.REQUEST_ID)),
        new IdempotencyKey(UUID.fromString(header(Header.IDEMPOTENCY_KEY))),
        text("value", source.value()),
        traceParent());
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

  private static String text(String what, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalArgumentException("the " + what + " is missing");
    }
    try {
      // A decoder of its own reports malformed input, which the constructor of String replaces.
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the " + what + " is not UTF-8", e);
    }
  }
}
