/** Tests on OpenTelemetry's own SDK, which keeps the spans. */
@NullMarked
package io.soma.memory.opentelemetry;

import org.jspecify.annotations.NullMarked;
