/** Writes as spans of OpenTelemetry, in one trace from the caller to the memory service. */
@NullMarked
package io.soma.memory.opentelemetry;

import org.jspecify.annotations.NullMarked;
