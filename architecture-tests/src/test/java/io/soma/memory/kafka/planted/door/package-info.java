/** A door that no list has, for other planted violations to see. */
@NullMarked
package io.soma.memory.kafka.planted.door;

import org.jspecify.annotations.NullMarked;
