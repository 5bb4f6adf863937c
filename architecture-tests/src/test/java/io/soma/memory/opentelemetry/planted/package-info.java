/** Violations in the adapter for OpenTelemetry, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.opentelemetry.planted;

import org.jspecify.annotations.NullMarked;
