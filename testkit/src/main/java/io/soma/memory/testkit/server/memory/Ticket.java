package io.soma.memory.testkit.server.memory;

import java.util.function.BooleanSupplier;

/**
 * A fault that one request drew.
 *
 * @param over whether what it was drawn from has been cleared or set anew since
 */
record Ticket(Fault fault, BooleanSupplier over) {}
