/** Which coordinates at the memory service belong to which tenant. */
@NullMarked
package io.soma.memory.domain.tenancy;

import org.jspecify.annotations.NullMarked;
