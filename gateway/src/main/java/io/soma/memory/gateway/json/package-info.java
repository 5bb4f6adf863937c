/** JSON in and out: bodies are read with the place of whatever is wrong in them. */
@NullMarked
package io.soma.memory.gateway.json;

import org.jspecify.annotations.NullMarked;
