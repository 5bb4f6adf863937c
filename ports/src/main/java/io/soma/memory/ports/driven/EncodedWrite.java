package io.soma.memory.ports.driven;

import io.soma.memory.domain.write.Coordinate;
import org.jspecify.annotations.Nullable;

/**
 * A write as the memory service takes it.
 *
 * @param coordinate the address of the write; for a link, its source
 * @param target the other end of a link; null for all other writes
 * @param body one JSON object, which only the adapter of the memory service reads
 */
public record EncodedWrite(Coordinate coordinate, @Nullable Coordinate target, String body) {}
