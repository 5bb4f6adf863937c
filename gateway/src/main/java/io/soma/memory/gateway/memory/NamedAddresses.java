package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.gateway.json.BodyFields;
import org.jspecify.annotations.Nullable;

/**
 * How a body names a memory.
 *
 * @param coord the coordinate as the caller wrote it, to be echoed as it is
 */
record NamedAddresses(@Nullable String coord, @Nullable String key) {

  /** Takes both; the coordinate is missing only where there is no key either. */
  static NamedAddresses of(BodyFields fields, String coordField, String keyField) {
    String key = fields.optionalText(keyField);
    String coord = key == null ? fields.text(coordField) : fields.optionalText(coordField);
    return new NamedAddresses(coord, key);
  }

  MemoryAddress address() {
    return new MemoryAddress(key, coord == null ? null : CoordinateParser.parse(coord));
  }

  /** What the answer calls the memory. */
  String echo(Coordinate coordinate) {
    return coord == null ? coordinate.text() : coord;
  }
}
