package io.soma.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.WriteOperation;
import java.io.IOException;

/** What the body of a 2xx says of a write. */
enum WriteEcho {

  /** Nothing: it does not name what was sent. */
  UNCONFIRMED,
  /** It is done. */
  CONFIRMED,
  /** A deletion is done, and what it was about had not been there. */
  CONFIRMED_ABSENT;

  static WriteEcho of(Delivery delivery, byte[] body) {
    try {
      JsonNode echo = Json.tree(body);
      if (!confirms(delivery, echo)) {
        return UNCONFIRMED;
      }
      return delivery.operation() == WriteOperation.DELETE && isFalse(echo.path("deleted"))
          ? CONFIRMED_ABSENT
          : CONFIRMED;
    } catch (IOException e) {
      return UNCONFIRMED;
    }
  }

  private static boolean confirms(Delivery delivery, JsonNode echo) {
    return delivery.operation() == WriteOperation.LINK
        ? names(delivery.coordinate(), echo.path("from_coord")) && isTrue(echo.path("ok"))
        : names(delivery.coordinate(), echo.path("coord"));
  }

  // A service may spell 1.0 as 1; the spelling that was sent needs no parsing.
  private static boolean names(Coordinate coordinate, JsonNode echoed) {
    if (!echoed.isTextual()) {
      return false;
    }
    String text = echoed.textValue();
    return text.equals(coordinate.text()) || isSpellingOf(coordinate, text);
  }

  private static boolean isSpellingOf(Coordinate coordinate, String text) {
    try {
      return Coordinate.parse(text).equals(coordinate);
    } catch (InvalidWriteException e) {
      return false;
    }
  }

  private static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.booleanValue();
  }

  private static boolean isFalse(JsonNode node) {
    return node.isBoolean() && !node.booleanValue();
  }
}
