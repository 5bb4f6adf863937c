/** What must not be in no module at all, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.extras.planted;

import org.jspecify.annotations.NullMarked;
