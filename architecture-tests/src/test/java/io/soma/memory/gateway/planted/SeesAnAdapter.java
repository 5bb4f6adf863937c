package io.soma.memory.gateway.planted;

import io.soma.memory.postgres.connection.PostgresConfig;

record SeesAnAdapter(PostgresConfig seen) {}
