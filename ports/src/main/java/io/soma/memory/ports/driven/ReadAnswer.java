package io.soma.memory.ports.driven;

import io.soma.memory.domain.routing.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a read.
 *
 * @param answer as for a write; confirmed if the body was what the route promises
 * @param value what was read, where there is something
 */
public record ReadAnswer<T>(Answer answer, @Nullable T value) {}
