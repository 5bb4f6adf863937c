package io.soma.memory.testkit.planted;

import io.soma.memory.postgres.planted.door.UnlistedDoor;

record SeesAnAdapter(UnlistedDoor seen) {}
