/** A violation outside of every module, planted so that the rule can be seen to fail. */
@NullMarked
package io.soma.memory.extras.planted;

import org.jspecify.annotations.NullMarked;
