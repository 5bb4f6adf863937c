/** The service on the sandbox's servers. */
@NullMarked
package io.soma.memory.sandbox.serve;

import org.jspecify.annotations.NullMarked;
