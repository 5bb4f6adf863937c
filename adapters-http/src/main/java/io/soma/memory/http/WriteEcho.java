package io.soma.memory.http;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether the body of a 2xx confirms a write. */
enum WriteEcho {

  /** It does not name the write that was sent. */
  UNCONFIRMED,
  /** It is done. */
  CONFIRMED,
  /** A deletion is done, and the memory had not been there. */
  CONFIRMED_ABSENT;

  static WriteEcho of(Delivery delivery, byte[] body) {
    WriteOperation operation = delivery.operation();
    try {
      EchoFields echo = EchoFields.read(body, fieldOfCoordinate(operation));
      return names(delivery.coordinate(), echo.coordinate())
          ? ofNamed(operation, echo)
          : UNCONFIRMED;
    } catch (IOException e) {
      return UNCONFIRMED;
    }
  }

  private static String fieldOfCoordinate(WriteOperation operation) {
    return switch (operation) {
      case STORE, DELETE -> "coord";
      case LINK -> "from_coord";
    };
  }

  private static WriteEcho ofNamed(WriteOperation operation, EchoFields echo) {
    return switch (operation) {
      case STORE -> CONFIRMED;
      case DELETE -> Boolean.FALSE.equals(echo.deleted()) ? CONFIRMED_ABSENT : CONFIRMED;
      case LINK -> echo.ok() ? CONFIRMED : UNCONFIRMED;
    };
  }

  // A service may spell 1.0 as 1; the spelling that was sent needs no parsing.
  private static boolean names(Coordinate coordinate, @Nullable String echoed) {
    return echoed != null && (echoed.equals(coordinate.text()) || isSpellingOf(coordinate, echoed));
  }

  private static boolean isSpellingOf(Coordinate coordinate, String text) {
    try {
      return NumericCoordinates.parse(text).equals(coordinate);
    } catch (InvalidWriteException e) {
      return false;
    }
  }
}
