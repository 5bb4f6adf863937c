/** Tenants, their namespaces and their policies. */
@NullMarked
package io.soma.memory.domain.tenant;

import org.jspecify.annotations.NullMarked;
