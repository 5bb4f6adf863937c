package io.soma.memory.testkit.contract;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.EncodedWrite;
import io.soma.memory.ports.driven.WriteEncoder;
import io.soma.memory.testkit.fake.FakeRemoteMemory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A memory service in memory, which breaks the rules that a test names. */
final class WrongMemoryService extends FakeRemoteMemory {

  /** A rule of docs/memory-services.md that is broken; the first breaks none. */
  enum Fault {
    READS_BACK,
    FINDS_OLD_VERSIONS,
    TAKES_AN_OUTAGE_FOR_NO,
    KEEPS_THE_FIRST,
    DELETES_NOTHING,
    DELETES_FOR_ALL,
    CLAIMS_KEYS,
    MIXES_KEYS,
    NAMES_NO_TARGET
  }

  private static final Set<Fault> READING_BACK =
      EnumSet.of(Fault.READS_BACK, Fault.FINDS_OLD_VERSIONS, Fault.TAKES_AN_OUTAGE_FOR_NO);

  private final Fault fault;
  private final List<Delivery> taken = new CopyOnWriteArrayList<>();

  WrongMemoryService(Fault fault) {
    this.fault = fault;
  }

  @Override
  public ServiceCapabilities capabilities() {
    ServiceCapabilities replacing = ServiceCapabilities.replacing();
    if (fault == Fault.CLAIMS_KEYS) {
      return replacing.withIdempotencyKeys();
    }
    return READING_BACK.contains(fault) ? replacing.withReadBack() : replacing;
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    boolean isDeletion = delivery.operation() == WriteOperation.DELETE;
    if (isDeletion && fault == Fault.DELETES_NOTHING
        || fault == Fault.KEEPS_THE_FIRST && newest(delivery).isPresent()) {
      return new CallResult.Answered<>(WriteConfirmation.DONE, "200");
    }
    if (isDeletion && fault == Fault.DELETES_FOR_ALL) {
      taken.stream()
          .map(Delivery::namespace)
          .forEach(each -> super.deliver(in(each, delivery), timeout));
    }
    CallResult<WriteConfirmation> result =
        super.deliver(fault == Fault.CLAIMS_KEYS ? underAnotherKey(delivery) : delivery, timeout);
    if (result.isAnswered()) {
      taken.add(delivery);
    }
    return result;
  }

  private static Delivery in(Namespace namespace, Delivery delivery) {
    return new Delivery(
        namespace,
        delivery.operation(),
        delivery.coordinate(),
        delivery.identity(),
        delivery.body(),
        delivery.traceParent());
  }

  private static Delivery underAnotherKey(Delivery delivery) {
    RequestId another = new RequestId("request-" + UUID.randomUUID());
    return delivery.withIdentity(
        SampleDeliveries.identity(delivery.tenant(), another, delivery.body()));
  }

  private Optional<Delivery> newest(Delivery at) {
    return taken.stream()
        .filter(each -> each.tenant().equals(at.tenant()))
        .filter(each -> each.coordinate().equals(at.coordinate()))
        .reduce((older, newer) -> newer);
  }

  @Override
  public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    ReadContext context = new ReadContext(delivery.namespace(), delivery.requestId(), null);
    CallResult<Optional<Memory>> reached = fetch(context, delivery.coordinate(), timeout);
    if (fault == Fault.TAKES_AN_OUTAGE_FOR_NO && !reached.isAnswered()) {
      return new CallResult.Answered<>(false, "");
    }
    boolean isNewest =
        newest(delivery)
            .filter(each -> each.idempotencyKey().equals(delivery.idempotencyKey()))
            .isPresent();
    boolean isFound = isNewest || fault == Fault.FINDS_OLD_VERSIONS && taken.contains(delivery);
    return reached.map(unused -> isFound);
  }

  @Override
  public CoordinateScheme coordinates() {
    CoordinateScheme right = super.coordinates();
    return fault != Fault.MIXES_KEYS
        ? right
        : (tenant, address) ->
            address.coordinate() != null
                ? right.coordinateOf(tenant, address)
                : right.coordinateOf(
                    tenant, MemoryAddress.key("hash-" + address.requireKey().hashCode()));
  }

  @Override
  public WriteEncoder encoder() {
    WriteEncoder right = super.encoder();
    return fault != Fault.NAMES_NO_TARGET
        ? right
        : (write, acceptedAt) -> {
          EncodedWrite encoded = right.encode(write, acceptedAt);
          Coordinate at = encoded.coordinate();
          return new EncodedWrite(at, null, encoded.body());
        };
  }
}
