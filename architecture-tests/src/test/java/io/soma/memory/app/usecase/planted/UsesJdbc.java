package io.soma.memory.app.usecase.planted;

import java.sql.Connection;

record UsesJdbc(Connection used) {}
