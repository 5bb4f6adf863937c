package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.Admission;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.ports.driving.MemoryBusyException;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads: guarded like writes, and never queued. */
public final class GuardedReads {

  private static final int NOT_FOUND = 404;

  private final GuardedService service;
  private final DeliveryFactory deliveries;

  @Inject
  GuardedReads(GuardedService service, DeliveryFactory deliveries) {
    this.service = service;
    this.deliveries = deliveries;
  }

  Optional<Memory> fetch(ReadContext context, MemoryAddress address) {
    return value(service.fetch(context, deliveries.coordinate(context.namespace(), address)));
  }

  List<Memory> recall(ReadContext context, RecallQuery query) {
    return value(service.recall(context, query)).orElse(List.of());
  }

  /** A context for a caller who says nothing of its own. */
  static ReadContext context(Namespace namespace) {
    return new ReadContext(namespace, DeliveryFactory.newRequestId(), null);
  }

  private static <T> Optional<T> value(GuardedCall<ReadAnswer<T>> call) {
    if (call instanceof GuardedCall.Denied<ReadAnswer<T>> denied) {
      throw denied.why() == Admission.CIRCUIT_OPEN
          ? new MemoryUnavailableException(denied.why().toString(), null)
          : new MemoryBusyException(denied.why().toString());
    }
    ReadAnswer<T> read = ((GuardedCall.Made<ReadAnswer<T>>) call).result();
    if (read.answer() instanceof Answer.Answered answered
        && answered.status() == NOT_FOUND
        && answered.source() == Answer.Source.THE_SERVICE) {
      return Optional.empty();
    }
    Verdict verdict = AnswerTable.judge(read.answer());
    if (verdict instanceof Verdict.Refused refused) {
      throw new MemoryRejectedException(refused.status(), refused.detail());
    }
    if (!(verdict instanceof Verdict.Stored)) {
      throw new MemoryUnavailableException(verdict.describe(), null);
    }
    return Optional.ofNullable(read.value());
  }
}
