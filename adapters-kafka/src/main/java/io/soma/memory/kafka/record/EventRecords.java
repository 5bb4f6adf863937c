package io.soma.memory.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.write.Delivery;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Events as Kafka carries them: their identity in the headers, the body unchanged. */
public final class EventRecords {

  /**
   * The version of these headers. A process of the previous version passes such records over as
   * damaged, as it could not tell one outbox from another; its consumer group has another name, so
   * that it takes nothing from ours.
   */
  static final String SCHEMA_VERSION = "2";

  /** The previous version: without outbox and digest. */
  static final String VERSION_WITHOUT_OUTBOX = "1";

  private EventRecords() {}

  /** Names of headers; each holds text in UTF-8. */
  static final class Header {
    static final String TENANT_ID = "tenant-id";
    static final String NAMESPACE = "soma-namespace";
    static final String OUTBOX_ID = "outbox-id";
    static final String DEDUPE_KEY = "dedupe-key";
    static final String IDEMPOTENCY_KEY = "idempotency-key";
    static final String BODY_DIGEST = "body-digest";
    static final String EVENT_ID = "event-id";
    static final String EVENT_TOPIC = "event-topic";
    static final String EVENT_CREATED_AT = "event-created-at";
    static final String RETRY_COUNT = "retry-count";
    static final String REQUEST_ID = "x-request-id";
    static final String SCHEMA_VERSION = "x-schema-version";
    static final String TRACE_PARENT = "traceparent";

    private Header() {}
  }

  /** The record of an event. Its timestamp is the producer's: brokers refuse one of the future. */
  public static ProducerRecord<byte[], byte[]> encode(
      OutboxEvent event, String topic, int partition) {
    Delivery delivery = event.delivery();
    byte[] body = bytes(delivery.body());
    ProducerRecord<byte[], byte[]> encoded =
        new ProducerRecord<>(topic, partition, key(delivery), body);
    Headers headers = encoded.headers();
    headers.add(Header.SCHEMA_VERSION, bytes(SCHEMA_VERSION));
    headers.add(Header.OUTBOX_ID, bytes(event.outbox()));
    headers.add(Header.BODY_DIGEST, bytes(BodyDigest.of(body)));
    headers.add(Header.TENANT_ID, bytes(delivery.tenant()));
    headers.add(Header.NAMESPACE, bytes(delivery.namespace()));
    headers.add(Header.DEDUPE_KEY, bytes(delivery.dedupeKey()));
    headers.add(Header.IDEMPOTENCY_KEY, bytes(delivery.idempotencyKey()));
    headers.add(Header.EVENT_ID, bytes(event.id()));
    headers.add(Header.EVENT_TOPIC, bytes(delivery.operation().topic()));
    headers.add(Header.EVENT_CREATED_AT, bytes(event.createdAt()));
    headers.add(Header.RETRY_COUNT, bytes(event.retries()));
    headers.add(Header.REQUEST_ID, bytes(delivery.requestId()));
    if (delivery.traceParent() != null) {
      headers.add(Header.TRACE_PARENT, bytes(delivery.traceParent()));
    }
    return encoded;
  }

  private static byte[] key(Delivery delivery) {
    return bytes(delivery.tenant() + ":" + delivery.orderingKey());
  }

  private static byte[] bytes(Object value) {
    return value.toString().getBytes(UTF_8);
  }
}
