package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.KeySource;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.ports.driven.EncodedWrite;
import io.soma.memory.ports.driven.WriteEncoder;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Turns a caller's write into a delivery for the wire. */
public final class DeliveryFactory {

  private final WriteEncoder encoder;
  private final InstantSource clock;

  @Inject
  public DeliveryFactory(WriteEncoder encoder, InstantSource clock) {
    this.encoder = encoder;
    this.clock = clock;
  }

  /**
   * The delivery of a write, under the caller's request id or a new one.
   *
   * @throws InvalidWriteException if the memory service would not take it
   */
  public Delivery of(MemoryWrite write) {
    EncodedWrite encoded = encoder.encode(write, clock.instant());
    return new Delivery(
        write.namespace(),
        write.operation(),
        encoded.coordinate(),
        identity(write, fingerprint(write, encoded)),
        encoded.body(),
        write.options().traceParent());
  }

  static RequestId newRequestId() {
    return new RequestId(UUID.randomUUID().toString());
  }

  private static Fingerprint fingerprint(MemoryWrite write, EncodedWrite encoded) {
    return write.fold(
        remember -> Fingerprint.of(remember, encoded.coordinate()),
        forget -> Fingerprint.of(forget, encoded.coordinate()),
        link ->
            Fingerprint.of(link, encoded.coordinate(), Objects.requireNonNull(encoded.target())));
  }

  private static WriteIdentity identity(MemoryWrite write, Fingerprint content) {
    WriteOptions options = write.options();
    RequestId given =
        Objects.requireNonNullElseGet(options.requestId(), DeliveryFactory::newRequestId);
    Integer index = options.batchIndex();
    NamedKey named = options.namedKey();
    KeySource source =
        named == null
            ? new KeySource(false, given.value(), index)
            : new KeySource(true, named.value(), index);
    RequestId requestId = index == null ? given : given.indexed(index);
    return source.identity(write.namespace().tenant(), requestId, content);
  }
}
