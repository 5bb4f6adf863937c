/** Tests of the deployment checklist. */
@NullMarked
package io.soma.memory.app.usecase.check;

import org.jspecify.annotations.NullMarked;
