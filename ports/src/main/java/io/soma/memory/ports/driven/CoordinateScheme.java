package io.soma.memory.ports.driven;

import io.soma.memory.domain.write.Coordinate;

/** Where a key lies; a pure function, safe for many threads. */
public interface CoordinateScheme {

  /** The coordinate of a key in a universe; equal inputs give equal coordinates for ever. */
  Coordinate coordinateOf(String universe, String key);
}
