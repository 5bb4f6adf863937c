package io.soma.memory.testkit.planted;

import org.postgresql.PGProperty;

record UsesTheDriver(PGProperty used) {}
