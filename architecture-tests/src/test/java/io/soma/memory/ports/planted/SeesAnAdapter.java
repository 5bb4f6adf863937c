package io.soma.memory.ports.planted;

import io.soma.memory.http.planted.door.UnlistedDoor;

record SeesAnAdapter(UnlistedDoor seen) {}
