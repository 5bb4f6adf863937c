package io.soma.memory.gateway.admin;

import java.util.function.Supplier;

/**
 * One kind of event of the live feed.
 *
 * @param name of the event
 * @param json the present state, as compact JSON; it may wait for PostgreSQL
 */
record LivePart(String name, Supplier<byte[]> json) {}
