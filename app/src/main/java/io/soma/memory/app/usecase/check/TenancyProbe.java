package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteBody;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.ReadAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Whether the memory service keeps tenants apart: a memory of one tenant of the check's own, read
 * by another. The memory is removed again.
 */
public final class TenancyProbe {

  private static final String ITEM = "tenancy probe";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Namespace WRITER = Namespace.of("soma-check-writer");
  private static final Namespace READER = Namespace.of("soma-check-reader");
  private static final int NOT_FOUND = 404;

  private final MemoryService service;
  private final Tenancy declared;
  private final RequestId requestId = new RequestId(UUID.randomUUID().toString());
  private final Coordinate place;

  /**
   * A probe at a place of its own.
   *
   * @param service the memory service itself, without anything that keeps tenants apart for it
   * @param declared what the settings say
   */
  public TenancyProbe(MemoryService service, Tenancy declared, RandomGenerator random) {
    this.service = service;
    this.declared = declared;
    this.place = Coordinate.of(random.nextDouble(), random.nextDouble(), random.nextDouble());
  }

  /** Writes, reads, removes; whatever goes wrong is a finding. */
  public Finding run() {
    Payload payload = Payload.of(Map.of("text", "written by ./soma check --probe, to be removed"));
    String stored = WriteBody.store(place, payload, MemoryType.EPISODIC);
    Verdict written = AnswerTable.judge(deliver(WriteOperation.STORE, stored));
    if (!(written instanceof Verdict.Stored)) {
      return notKnown("the memory could not be stored: " + written.describe());
    }
    Finding finding = judge(fetch(WRITER), fetch(READER));
    Verdict removed = AnswerTable.judge(deliver(WriteOperation.DELETE, WriteBody.delete(place)));
    return removed instanceof Verdict.Stored
        ? finding
        : Finding.warning(
            ITEM,
            finding.said() + "; the memory at " + place + " could not be removed",
            "delete it as tenant " + WRITER.tenant());
  }

  private Finding judge(ReadAnswer<Memory> own, ReadAnswer<Memory> others) {
    if (own.value() == null) {
      return notKnown("the memory could not be read by the tenant that stored it");
    }
    if (others.value() != null) {
      return mixed();
    }
    return isNotFound(others.answer())
        ? apart()
        : notKnown(
            "another tenant's read was answered: " + AnswerTable.judge(others.answer()).describe());
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

  private Answer deliver(WriteOperation operation, String body) {
    UUID key = UUID.randomUUID();
    WriteIdentity identity =
        new WriteIdentity(requestId, new IdempotencyKey(key), DedupeKey.of(WRITER.tenant(), key));
    return service.deliver(new Delivery(WRITER, operation, place, identity, body, null), TIMEOUT);
  }

  private ReadAnswer<Memory> fetch(Namespace by) {
    return service.fetch(new ReadContext(by, requestId, null), place, TIMEOUT);
  }

  private static boolean isNotFound(Answer answer) {
    return answer instanceof Answer.Answered answered
        && answered.status() == NOT_FOUND
        && answered.source() == Answer.Source.THE_SERVICE;
  }
}
