/** The memory service over HTTP, with Retrofit and OkHttp. */
@NullMarked
package io.soma.memory.http;

import org.jspecify.annotations.NullMarked;
