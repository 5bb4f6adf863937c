package io.soma.memory.app.usecase.check;

import io.soma.memory.app.usecase.client.DeliveryFactory;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the memory service keeps tenants apart: a memory of one tenant of the check's own, read
 * by another. The memory is removed again.
 */
public final class TenancyProbe {

  private static final String ITEM = "tenancy probe";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Namespace WRITER = Namespace.of("soma-check-writer");
  private static final Namespace READER = Namespace.of("soma-check-reader");

  private final MemoryService service;
  private final Tenancy declared;
  private final DeliveryFactory deliveries;
  private final MemoryAddress address = MemoryAddress.key("soma-check-" + UUID.randomUUID());

  /**
   * A probe at a coordinate of its own.
   *
   * @param service the memory service itself, without anything that keeps tenants apart for it
   * @param declared the tenancy that the settings declare
   */
  public TenancyProbe(MemoryService service, Tenancy declared, DeliveryFactory deliveries) {
    this.service = service;
    this.declared = declared;
    this.deliveries = deliveries;
  }

  /** Writes, reads, removes; every failure is a finding. */
  public Finding run() {
    Delivery store =
        deliveries.of(
            new Remember(
                WRITER,
                address,
                Payload.of(Map.of("text", "written by ./soma check --probe, to be removed")),
                MemoryType.EPISODIC,
                WriteOptions.NONE));
    CallResult<WriteConfirmation> written = service.deliver(store, TIMEOUT);
    if (!written.isAnswered()) {
      return notKnown("the memory could not be stored: " + written.describe());
    }
    Coordinate place = store.coordinate();
    Finding finding = judge(fetch(WRITER, place), fetch(READER, place));
    Delivery delete = deliveries.of(new Forget(WRITER, address, WriteOptions.NONE));
    boolean isRemoved = service.deliver(delete, TIMEOUT).isAnswered();
    return isRemoved
        ? finding
        : Finding.warning(
            ITEM,
            finding.said() + "; the memory at " + place + " could not be removed",
            "delete it as tenant " + WRITER.tenant());
  }

  private Finding judge(CallResult<Optional<Memory>> own, CallResult<Optional<Memory>> others) {
    if (own.answer().flatMap(memory -> memory).isEmpty()) {
      return notKnown("the memory could not be read by the tenant that stored it");
    }
    return others.fold(
        memory -> memory.isPresent() ? mixed() : apart(),
        refusal -> notKnown("another tenant's read was answered: " + refusal.describe()),
        failure -> notKnown("another tenant's read was answered: " + failure.describe()));
  }

  private Finding mixed() {
    return declared instanceof Tenancy.Isolated
        ? Finding.red(
            ITEM,
            "the memory service mixes tenants: one reads what another stored",
            "set SOMABRAIN_MEMORY_TENANCY=shared, and SOMABRAIN_MEMORY_UNMARKED_OWNER to the"
                + " tenant that has what was stored before")
        : Finding.ok(ITEM, "the memory service mixes tenants, and shared keeps them apart");
  }

  private Finding apart() {
    return declared instanceof Tenancy.Isolated
        ? Finding.ok(ITEM, "the memory service keeps tenants apart")
        : Finding.warning(
            ITEM,
            "the memory service keeps tenants apart by itself, so that shared costs for nothing",
            "set SOMABRAIN_MEMORY_TENANCY=isolated, unless tenants have stored under shared: what"
                + " was stored under one setting is not read under the other");
  }

  private static Finding notKnown(String why) {
    return Finding.warning(ITEM, "not known: " + why, "see the endpoint and the token first");
  }

  private CallResult<Optional<Memory>> fetch(Namespace by, Coordinate place) {
    RequestId requestId = new RequestId(UUID.randomUUID().toString());
    return service.fetch(new ReadContext(by, requestId, null), place, TIMEOUT);
  }
}
