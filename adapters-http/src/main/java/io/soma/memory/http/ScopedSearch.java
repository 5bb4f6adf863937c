package io.soma.memory.http;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Source;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A search of a memory service that may mix tenants: it answers with the tenant's own memories, as
 * many as were asked for where there are as many, whatever others' hits lie between.
 *
 * <p>A service without a vector store filters by the owner's mark, and one call does. One with a
 * vector store looks at no filter, and the unmarked owner's memories cannot be filtered; then the
 * hits are gone through page by page until there are enough. That ends after {@value
 * HitPages#MOST_HITS} hits, which is as far as a vector store looks, and no page is begun after
 * half of the time.
 */
final class ScopedSearch {

  private static final Answer FOUND = new Answered(200, true, null, "");
  private static final Answer TOO_LARGE =
      new Answered(
          200,
          false,
          null,
          "the memories are over the " + BodyLimit.READ.maxBytes() + " bytes of one answer",
          false,
          Source.OVER_OUR_LIMITS);

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

  ReadAnswer<List<Memory>> answer() {
    ReadAnswer<List<Memory>> first = page(asked.offset(), asked.topK());
    List<Memory> found = first.value();
    if (found == null) {
      return isOverOurLimits(first.answer()) ? allPages() : first;
    }
    List<Memory> own = own(found);
    boolean isAll = asked.offset() == 0 && found.size() < asked.topK();
    return isAll || (own.size() == found.size() && hasSkippedOnlyOwn(found))
        ? new ReadAnswer<>(first.answer(), own)
        : allPages();
  }

  private boolean hasSkippedOnlyOwn(List<Memory> found) {
    return asked.offset() == 0 || (view.isMarked() && !HitPages.hasScores(found));
  }

  private ReadAnswer<List<Memory>> allPages() {
    OwnHits hits = new OwnHits(asked);
    HitPages pages = new HitPages(asked);
    while (!pages.isOver() && !hits.isWhole() && !isLate()) {
      ReadAnswer<List<Memory>> page = page(pages.from(), pages.size());
      if (page.value() != null) {
        own(pages.read(page.value())).forEach(hits::add);
      } else if (!isOverOurLimits(page.answer()) || !pages.shrink()) {
        return page;
      }
      if (hits.isTooLarge()) {
        return new ReadAnswer<>(TOO_LARGE, null);
      }
    }
    return new ReadAnswer<>(FOUND, hits.list());
  }

  private ReadAnswer<List<Memory>> page(int from, int size) {
    RecallQuery page =
        new RecallQuery(asked.namespace(), asked.query(), size, from, asked.memoryType(), filters);
    return service.recall(context, page, timeout.minusNanos(clock.nanos() - started));
  }

  private List<Memory> own(List<Memory> found) {
    return found.stream().map(view::visible).flatMap(Optional::stream).toList();
  }

  private boolean isLate() {
    return clock.nanos() - started > timeout.toNanos() / 2;
  }

  private static boolean isOverOurLimits(Answer answer) {
    return answer instanceof Answered answered
        && answered.status() / 100 == 2
        && answered.source() == Source.OVER_OUR_LIMITS;
  }
}
