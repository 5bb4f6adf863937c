/**
 * The coordinates of the memory service: how they are spelled, hashed from keys, and kept apart.
 */
@NullMarked
package io.soma.memory.http.coordinate;

import org.jspecify.annotations.NullMarked;
