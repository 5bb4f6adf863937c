/** The table of answers, each row over real HTTP: what the caller gets, and what a replay does. */
@NullMarked
package io.soma.memory.app.answers;

import org.jspecify.annotations.NullMarked;
