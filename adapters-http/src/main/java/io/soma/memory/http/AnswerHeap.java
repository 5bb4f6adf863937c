package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.read.HeapRoom;

/**
 * Estimates what an answer takes once it is maps, lists and texts, without building them: eight
 * megabytes of empty objects are 160 megabytes of heap.
 */
final class AnswerHeap {

  /** There is no room for an answer that is as it should be. */
  static final CallFailure NO_ROOM =
      CallFailure.of(
          FailureClass.OVER_OUR_LIMITS, "", "there is no room on the heap for the answer now");

  /** The trees of smaller ones are not worth a count. */
  private static final int SMALL = 4096;

  // Estimates for a 64-bit JVM with compressed pointers, rounded up. A byte counts as itself, in a
  // text and in the answer that is made of it.
  private static final int BYTE = 3;
  private static final int CONTAINER = 64;
  private static final int FIELD = 120;
  private static final int VALUE = 48;

  private AnswerHeap() {}

  /** Takes room for an answer; false if there is none. */
  static boolean take(HeapRoom room, byte[] body) {
    return body.length <= SMALL || room == HeapRoom.UNBOUNDED || room.tryTake(bytes(body));
  }

  /** The estimate for JSON; whether it is valid does not matter. */
  static long bytes(byte[] body) {
    long bytes = (long) BYTE * body.length;
    boolean inText = false;
    for (int i = 0; i < body.length; i++) {
      byte at = body[i];
      if (inText) {
        if (at == '\\') {
          i++;
        } else if (at == '"') {
          inText = false;
        }
      } else {
        bytes += ofToken(at);
        inText = at == '"';
      }
    }
    return bytes;
  }

  private static int ofToken(byte at) {
    return switch (at) {
      case '{', '[' -> CONTAINER;
      case ':' -> FIELD;
      case ',' -> VALUE;
      default -> 0;
    };
  }
}
