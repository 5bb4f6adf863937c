/** What the routed client costs beside a bare Retrofit call. */
@NullMarked
package io.soma.memory.benchmarks.http;

import org.jspecify.annotations.NullMarked;
