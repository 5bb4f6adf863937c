/** Who may act for which tenant. */
@NullMarked
package io.soma.memory.gateway.access;

import org.jspecify.annotations.NullMarked;
