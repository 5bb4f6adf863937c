package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Enrichment;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.KeySource;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.UniverseRule;
import io.soma.memory.domain.write.WriteBody;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.ports.driven.CoordinateScheme;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Turns what a caller means into what crosses the wire. */
public final class DeliveryFactory {

  private final CoordinateScheme scheme;
  private final Tenancy tenancy;
  private final UniverseRule universe;
  private final InstantSource clock;

  @Inject
  public DeliveryFactory(
      CoordinateScheme scheme, Tenancy tenancy, UniverseRule universe, InstantSource clock) {
    this.scheme = scheme;
    this.tenancy = tenancy;
    this.universe = universe;
    this.clock = clock;
  }

  /** The delivery of a write, under the caller's request id or a new one. */
  public Delivery of(MemoryWrite write) {
    return write.fold(this::remember, this::forget, this::link);
  }

  /**
   * Where an address lies.
   *
   * @throws InvalidWriteException if the memory service would not take it
   */
  Coordinate coordinate(Namespace namespace, MemoryAddress address) {
    TenantId tenant = namespace.tenant();
    Coordinate own = address.coordinate();
    if (own == null) {
      return scheme.coordinateOf(universe(tenant), Objects.requireNonNull(address.key()));
    }
    // One that the memory service would not take must not be acknowledged.
    Coordinate unused = tenancy.toService(tenant, own);
    return own;
  }

  // Existing data lies where another universe says, and belongs to who keeps its coordinates.
  private String universe(TenantId tenant) {
    UniverseRule rule = tenancy.keepsExistingCoordinates(tenant) ? universe : UniverseRule.TENANT;
    return rule.of(tenant);
  }

  static RequestId newRequestId() {
    return new RequestId(UUID.randomUUID().toString());
  }

  private Delivery remember(Remember remember) {
    Coordinate coordinate = coordinate(remember.namespace(), remember.address());
    Payload payload = remember.payload();
    if (remember.address().coordinate() == null) {
      payload = enriched(remember, coordinate);
    }
    String body = WriteBody.store(coordinate, payload, remember.memoryType());
    return delivery(
        remember, WriteOperation.STORE, coordinate, Fingerprint.of(remember, coordinate), body);
  }

  private Delivery forget(Forget forget) {
    Coordinate coordinate = coordinate(forget.namespace(), forget.address());
    return delivery(
        forget,
        WriteOperation.DELETE,
        coordinate,
        Fingerprint.of(forget, coordinate),
        WriteBody.delete(coordinate));
  }

  private Delivery link(Link link) {
    Coordinate from = coordinate(link.namespace(), link.from());
    Coordinate to = coordinate(link.namespace(), link.to());
    return delivery(
        link,
        WriteOperation.LINK,
        from,
        Fingerprint.of(link, from, to),
        WriteBody.link(from, to, link));
  }

  // A caller that names its own coordinate has a client of its own, which enriches or not.
  private Payload enriched(Remember remember, Coordinate coordinate) {
    Namespace namespace = remember.namespace();
    Enrichment enrichment =
        new Enrichment(
            Objects.requireNonNull(remember.address().key()),
            universe(namespace.tenant()),
            namespace,
            remember.memoryType(),
            coordinate,
            clock.instant());
    return enrichment.enrich(remember.payload());
  }

  private static Delivery delivery(
      MemoryWrite write,
      WriteOperation operation,
      Coordinate coordinate,
      Fingerprint content,
      String body) {
    return new Delivery(
        write.namespace(),
        operation,
        coordinate,
        identity(write, content),
        body,
        write.options().traceParent());
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
