package io.soma.memory.testkit.planted;

import org.jooq.DSLContext;

record UsesJooq(DSLContext used) {}
