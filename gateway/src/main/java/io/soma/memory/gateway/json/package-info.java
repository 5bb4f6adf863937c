/** JSON in and out: a parse error names its place in the body. */
@NullMarked
package io.soma.memory.gateway.json;

import org.jspecify.annotations.NullMarked;
