/**
 * The table of answers, each row over real HTTP: the caller's result, and the action of a replay.
 */
@NullMarked
package io.soma.memory.app.answers;

import org.jspecify.annotations.NullMarked;
