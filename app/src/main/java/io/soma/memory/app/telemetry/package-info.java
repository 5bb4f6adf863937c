/** Telemetry as Prometheus metrics. */
@NullMarked
package io.soma.memory.app.telemetry;

import org.jspecify.annotations.NullMarked;
