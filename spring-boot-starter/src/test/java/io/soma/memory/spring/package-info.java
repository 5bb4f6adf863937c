/** Tests of the starter on one version of Spring Boot; the examples run with others. */
@NullMarked
package io.soma.memory.spring;

import org.jspecify.annotations.NullMarked;
