/** The stage of the outbox benchmarks: servers, tenants, bodies, and Soma Memory as embedded. */
@NullMarked
package io.soma.memory.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
