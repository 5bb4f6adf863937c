/** Several processes on one database, and ten thousand tenants. */
@NullMarked
package io.soma.memory.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
