/** Real servers for trying things out, all on loopback and gone afterwards. */
@NullMarked
package io.soma.memory.sandbox.servers;

import org.jspecify.annotations.NullMarked;
