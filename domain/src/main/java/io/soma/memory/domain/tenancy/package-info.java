/** Whether the memory service keeps tenants apart. */
@NullMarked
package io.soma.memory.domain.tenancy;

import org.jspecify.annotations.NullMarked;
