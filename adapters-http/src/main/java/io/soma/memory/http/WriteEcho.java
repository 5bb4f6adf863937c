package io.soma.memory.http;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.WriteOperation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the body of a 2xx says of a write. */
enum WriteEcho {

  /** Nothing: it does not name what was sent. */
  UNCONFIRMED,
  /** It is done. */
  CONFIRMED,
  /** A deletion is done, and what it was about had not been there. */
  CONFIRMED_ABSENT;

  static WriteEcho of(Delivery delivery, byte[] body) {
    boolean link = delivery.operation() == WriteOperation.LINK;
    try {
      EchoFields echo = EchoFields.read(body, link ? "from_coord" : "coord");
      if (!names(delivery.coordinate(), echo.coordinate()) || (link && !echo.ok())) {
        return UNCONFIRMED;
      }
      return delivery.operation() == WriteOperation.DELETE && Boolean.FALSE.equals(echo.deleted())
          ? CONFIRMED_ABSENT
          : CONFIRMED;
    } catch (IOException e) {
      return UNCONFIRMED;
    }
  }

  // A service may spell 1.0 as 1; the spelling that was sent needs no parsing.
  private static boolean names(Coordinate coordinate, @Nullable String echoed) {
    return echoed != null && (echoed.equals(coordinate.text()) || isSpellingOf(coordinate, echoed));
  }

  private static boolean isSpellingOf(Coordinate coordinate, String text) {
    try {
      return Coordinate.parse(text).equals(coordinate);
    } catch (InvalidWriteException e) {
      return false;
    }
  }
}
