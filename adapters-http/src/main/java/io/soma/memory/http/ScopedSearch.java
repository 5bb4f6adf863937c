package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A search of a memory service that may mix tenants: it answers with the tenant's own memories, as
 * many as were asked for if there are as many, even if other tenants' hits lie between.
 *
 * <p>A service without a vector store filters by the owner's mark, and one call does. A service
 * with a vector store ignores filters, and the unmarked owner's memories cannot be filtered; in
 * both cases the hits are read page by page until there are enough. That ends after {@value
 * HitPages#MOST_HITS} hits, which is as far as a vector store looks, and no page is begun after
 * half of the time.
 */
final class ScopedSearch {

  private static final CallFailure TOO_LARGE =
      CallFailure.of(
          FailureClass.OVER_OUR_LIMITS,
          "200",
          "the memories are over the " + BodyLimit.READ.maxBytes() + " bytes of one answer");

  private final MemoryService service;
  private final MonotonicClock clock;
  private final TenantView view;
  private final ReadContext context;
  private final RecallQuery asked;
  private final Payload filters;
  private final Duration timeout;
  private final long started;

  ScopedSearch(
      MemoryService service,
      MonotonicClock clock,
      TenantView view,
      ReadContext context,
      RecallQuery asked,
      Duration timeout) {
    this.service = service;
    this.clock = clock;
    this.view = view;
    this.context = context;
    this.asked = asked;
    this.filters = view.filters(asked.filters());
    this.timeout = timeout;
    this.started = clock.nanos();
  }

  CallResult<List<Memory>> result() {
    PageRoom room = new PageRoom(context.room());
    CallResult<List<Memory>> first = page(asked.offset(), asked.topK(), room);
    return first.fold(
        found -> ownOf(first, found, room),
        refusal -> first,
        failure -> {
          room.keep(0, 0);
          return isTooLarge(failure) ? allPages() : first;
        });
  }

  private CallResult<List<Memory>> ownOf(
      CallResult<List<Memory>> first, List<Memory> found, PageRoom room) {
    List<Memory> own = own(found);
    boolean isAll = asked.offset() == 0 && found.size() < asked.topK();
    if (isAll || (own.size() == found.size() && hasSkippedOnlyOwn(found))) {
      return first.map(unused -> own);
    }
    room.keep(0, found.size());
    return allPages();
  }

  private boolean hasSkippedOnlyOwn(List<Memory> found) {
    return asked.offset() == 0 || (view.isMarked() && !HitPages.hasScores(found));
  }

  private CallResult<List<Memory>> allPages() {
    OwnHits hits = new OwnHits(asked);
    HitPages pages = new HitPages(asked);
    while (!pages.isOver() && !hits.isWhole() && !isLate()) {
      PageRoom room = new PageRoom(context.room());
      CallResult<List<Memory>> page = page(pages.from(), pages.size(), room);
      boolean mayGoOn =
          page.fold(
              found -> {
                int before = hits.size();
                own(pages.read(found)).forEach(hits::add);
                room.keep(hits.size() - before, found.size());
                return true;
              },
              refusal -> false,
              failure -> {
                room.keep(0, 0);
                return isTooLarge(failure) && pages.shrink();
              });
      if (!mayGoOn) {
        return page;
      }
      if (hits.isTooLarge()) {
        return new CallResult.Failed<>(TOO_LARGE);
      }
    }
    return new CallResult.Answered<>(hits.list(), "200");
  }

  private CallResult<List<Memory>> page(int from, int size, PageRoom room) {
    RecallQuery page =
        new RecallQuery(asked.namespace(), asked.query(), size, from, asked.memoryType(), filters);
    return service.recall(context.with(room), page, timeout.minusNanos(clock.nanos() - started));
  }

  private List<Memory> own(List<Memory> found) {
    return found.stream().map(view::visible).flatMap(Optional::stream).toList();
  }

  private boolean isLate() {
    return clock.nanos() - started > timeout.toNanos() / 2;
  }

  // Without room, smaller pages might pass, and hits would be left out that are as they should be.
  private static boolean isTooLarge(CallFailure failure) {
    return failure.reason().kind() == FailureClass.OVER_OUR_LIMITS
        && !failure.equals(AnswerHeap.NO_ROOM);
  }
}
