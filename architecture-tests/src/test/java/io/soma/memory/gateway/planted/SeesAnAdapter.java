package io.soma.memory.gateway.planted;

import io.soma.memory.postgres.PostgresConfig;

record SeesAnAdapter(PostgresConfig seen) {}
