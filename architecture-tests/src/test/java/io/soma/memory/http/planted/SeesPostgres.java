package io.soma.memory.http.planted;

import io.soma.memory.postgres.planted.door.UnlistedDoor;

record SeesPostgres(UnlistedDoor seen) {}
