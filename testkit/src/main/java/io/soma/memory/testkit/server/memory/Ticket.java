package io.soma.memory.testkit.server.memory;

import java.util.function.BooleanSupplier;

/**
 * A fault that one request drew.
 *
 * @param over whether the fault's source has been cleared or set again since
 */
record Ticket(Fault fault, BooleanSupplier over) {}
