package io.soma.memory.sandbox.planted;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

record StartsPostgres(EmbeddedPostgres used) {}
