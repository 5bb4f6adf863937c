package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.http.coordinate.NumericCoordinates;

/** Coordinates as callers write them; errors are in the memory service's own words. */
final class CoordinateParser {

  private CoordinateParser() {}

  /**
   * Reads a coordinate.
   *
   * @throws RefusedRequestException with 400 if it is none
   * @throws InvalidWriteException if it is longer than the memory service can store
   */
  static Coordinate parse(String text) {
    try {
      return NumericCoordinates.parse(text);
    } catch (InvalidWriteException e) {
      String why = String.valueOf(e.getMessage());
      if (why.endsWith(" characters")) {
        throw e;
      }
      throw new RefusedRequestException(
          400,
          why.endsWith(" is empty")
              ? "Coordinate cannot be empty"
              : "Invalid coordinate format: " + text);
    }
  }
}
