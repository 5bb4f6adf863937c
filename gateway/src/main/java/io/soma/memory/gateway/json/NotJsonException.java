package io.soma.memory.gateway.json;

import io.soma.memory.domain.InvalidInputException;

/** A body that is no JSON at all; the message says where it stops being JSON. */
public final class NotJsonException extends InvalidInputException {

  NotJsonException(String problem) {
    super("body: " + problem);
  }
}
