/** The demo: tenants write, the memory service fails and recovers, and every receipt is checked. */
@NullMarked
package io.soma.memory.sandbox.demo;

import org.jspecify.annotations.NullMarked;
