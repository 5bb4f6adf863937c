package io.soma.memory.http;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of one call, before its body is read. */
sealed interface HttpReply {

  /** The result of the function for this kind of reply. */
  <T> T fold(Function<? super Whole, ? extends T> whole, Function<? super Final, ? extends T> last);

  /** An HTTP answer, read to its end; the body is not copied, and never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(int status, @Nullable Duration retryAfter, byte[] body) implements HttpReply {

    @Override
    public <T> T fold(
        Function<? super Whole, ? extends T> whole, Function<? super Final, ? extends T> last) {
      return whole.apply(this);
    }

    boolean isSuccess() {
      return status / 100 == 2;
    }

    UnjudgedAnswer answer(boolean confirmed, String detail) {
      return new UnjudgedAnswer.Answered(status, confirmed, retryAfter, detail);
    }

    /** One that confirms nothing. */
    UnjudgedAnswer answer(UnjudgedAnswer.Source source, String detail) {
      return new UnjudgedAnswer.Answered(status, false, retryAfter, detail, false, source);
    }
  }

  /** An HTTP answer or none, of which nothing more will be known. */
  record Final(UnjudgedAnswer answer) implements HttpReply {
    @Override
    public <T> T fold(
        Function<? super Whole, ? extends T> whole, Function<? super Final, ? extends T> last) {
      return last.apply(this);
    }
  }
}
