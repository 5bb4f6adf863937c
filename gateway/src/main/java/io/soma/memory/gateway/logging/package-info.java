/** How log lines are written for machines. */
@NullMarked
package io.soma.memory.gateway.logging;

import org.jspecify.annotations.NullMarked;
