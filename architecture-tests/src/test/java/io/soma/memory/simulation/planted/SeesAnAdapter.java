package io.soma.memory.simulation.planted;

import io.soma.memory.postgres.planted.door.UnlistedDoor;

record SeesAnAdapter(UnlistedDoor seen) {}
