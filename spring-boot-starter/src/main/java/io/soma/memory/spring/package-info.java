/** Soma Memory in a Spring Boot application: beans, health, metrics, transactions. */
@NullMarked
package io.soma.memory.spring;

import org.jspecify.annotations.NullMarked;
