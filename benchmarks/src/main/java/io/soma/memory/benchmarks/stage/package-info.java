/** What the outbox benchmarks play on: servers, tenants, bodies, and Soma Memory as embedded. */
@NullMarked
package io.soma.memory.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
