/** Makes of the service what operators install; nothing of it is installed itself. */
@NullMarked
package io.soma.memory.distribution;

import org.jspecify.annotations.NullMarked;
