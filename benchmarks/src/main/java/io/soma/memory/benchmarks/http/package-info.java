/** The cost of the routed client, compared with a bare Retrofit call. */
@NullMarked
package io.soma.memory.benchmarks.http;

import org.jspecify.annotations.NullMarked;
