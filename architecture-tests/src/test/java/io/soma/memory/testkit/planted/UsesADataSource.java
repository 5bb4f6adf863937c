package io.soma.memory.testkit.planted;

import javax.sql.DataSource;

record UsesADataSource(DataSource used) {}
