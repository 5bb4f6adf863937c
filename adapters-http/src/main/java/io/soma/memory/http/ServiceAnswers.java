package io.soma.memory.http;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.HeapRoom;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.http.UnjudgedAnswer.Source;
import java.io.IOException;

/** Reads the memory service's replies. Safe for many threads. */
final class ServiceAnswers {

  private final SafeText safeText;

  ServiceAnswers(SafeText safeText) {
    this.safeText = safeText;
  }

  /** Reads the body of a route. */
  interface Parser<T> {
    T parse(byte[] body) throws IOException;
  }

  /** The answer to a write. */
  UnjudgedAnswer ofWrite(Delivery delivery, HttpReply reply) {
    return reply.fold(whole -> ofWrite(delivery, whole), HttpReply.Final::answer);
  }

  private UnjudgedAnswer ofWrite(Delivery delivery, HttpReply.Whole whole) {
    if (!whole.isSuccess()) {
      return refusal(whole);
    }
    return switch (WriteEcho.of(delivery, whole.body())) {
      case CONFIRMED -> whole.answer(true, "");
      case CONFIRMED_ABSENT ->
          new UnjudgedAnswer.Answered(whole.status(), true, whole.retryAfter(), "", true);
      case UNCONFIRMED -> whole.answer(false, "the body does not confirm the write");
    };
  }

  /**
   * The result of a read.
   *
   * @param promised the first field that the route promises
   * @param room that is taken before the body is unpacked
   */
  <T> CallResult<T> ofRead(HttpReply reply, String promised, Parser<T> parser, HeapRoom room) {
    return reply.fold(
        whole -> ofRead(whole, promised, parser, room), last -> AnswerTable.judge(last.answer()));
  }

  private <T> CallResult<T> ofRead(
      HttpReply.Whole whole, String promised, Parser<T> parser, HeapRoom room) {
    if (!whole.isSuccess()) {
      return AnswerTable.judge(refusal(whole));
    }
    if (!AnswerHeap.take(room, whole.body())) {
      return new CallResult.Failed<>(AnswerHeap.NO_ROOM);
    }
    try {
      return AnswerTable.judge(whole.answer(true, ""), parser.parse(whole.body()));
    } catch (IOException e) {
      return AnswerTable.judge(unreadable(whole, promised));
    }
  }

  // A memory that we cannot represent is the service's answer nonetheless.
  private static UnjudgedAnswer unreadable(HttpReply.Whole whole, String promised) {
    return ServiceShape.begins(whole.body(), promised)
        ? whole.answer(Source.OVER_OUR_LIMITS, "the answer holds what this client cannot read")
        : whole.answer(false, "the body is not what the route promises");
  }

  private UnjudgedAnswer refusal(HttpReply.Whole whole) {
    Source source =
        whole.status() / 100 == 4 && !ServiceShape.isError(whole.body())
            ? Source.SOMETHING_ELSE
            : Source.THE_SERVICE;
    return whole.answer(source, safeText.of(ErrorDetail.of(whole.body())));
  }
}
