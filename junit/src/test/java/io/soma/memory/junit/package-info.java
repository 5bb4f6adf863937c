/** The extension, used as an embedder's test uses it. */
@NullMarked
package io.soma.memory.junit;

import org.jspecify.annotations.NullMarked;
