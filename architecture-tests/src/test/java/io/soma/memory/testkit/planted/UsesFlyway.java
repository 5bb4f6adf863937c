package io.soma.memory.testkit.planted;

import org.flywaydb.core.Flyway;

record UsesFlyway(Flyway used) {}
